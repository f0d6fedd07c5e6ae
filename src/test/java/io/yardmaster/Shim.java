package io.yardmaster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A library that is loaded before the system's own, so that one call of a process does what a test wants. */
public final class Shim {
    private Shim() {}

    /** Compiles C to a library. @return empty where no compiler is there, or the platform is another one */
    public static Optional<Path> compiled(Path dir, String source) throws IOException, InterruptedException {
        Path code = Files.writeString(Files.createTempFile(dir, "shim", ".c"), source);
        Path library = dir.resolve(code.getFileName() + ".so");
        try {
            Process cc = new ProcessBuilder("cc", "-shared", "-fPIC", "-O1", "-o", library.toString(), code.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(dir.resolve("cc.out").toFile())
                    .start();
            return cc.waitFor() == 0 ? Optional.of(library) : Optional.empty();
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    /** A program that is another one with the library loaded. @param name of the file */
    public static Path program(Path dir, String name, Path library, String program) throws IOException {
        Path script = dir.resolve(name);
        Files.writeString(script, "#!/bin/sh\nLD_PRELOAD=" + library + " exec " + program + " \"$@\"\n");
        if (!script.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + script + " executable");
        }
        return script;
    }
}
