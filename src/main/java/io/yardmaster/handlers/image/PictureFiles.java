package io.yardmaster.handlers.image;

import io.yardmaster.engine.node.Folders;
import io.yardmaster.handlers.http.Download;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Where pictures come from and go to: the directory of files, and https addresses. Never leaves the directory. */
@Singleton
class PictureFiles {
    static final int LARGEST = 20_000_000;
    private static final String OUT = "out";

    private final Path directory;
    private final Download download;

    PictureFiles(Folders folders, Download download) {
        this.directory = folders.files();
        this.download = download;
    }

    /**
     * The bytes of a source.
     *
     * @throws BadImageException when it is not there, not allowed or too large
     * @throws IOException when another try may do better
     */
    byte[] read(String source) throws IOException, InterruptedException {
        if (source.contains("://")) {
            try {
                return download.get(source, LARGEST);
            } catch (IllegalArgumentException refused) {
                throw new BadImageException("source: " + refused.getMessage());
            }
        }
        try (InputStream in = Files.newInputStream(below(source))) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            demand(bytes.length <= LARGEST, "source has more than " + LARGEST + " bytes");
            return bytes;
        }
    }

    /** Writes a result, whole or not at all, over one of the same name. Returns its path below the directory. */
    String write(String name, byte[] bytes) throws IOException {
        Path out = Files.createDirectories(directory.resolve(OUT));
        demand(out.toRealPath().startsWith(directory.toRealPath()), "the directory out leads out of " + directory);
        Path part = Files.createTempFile(out, "picture", ".part");
        Files.write(part, bytes);
        Files.move(part, out.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return OUT + "/" + name;
    }

    private Path below(String source) throws IOException {
        try {
            Path relative = Path.of(source);
            boolean climbs = relative.isAbsolute();
            for (Path step : relative) {
                climbs |= step.toString().equals("..");
            }
            demand(!climbs, "source must be a path below the directory of files, without ..");
            Path real = directory.resolve(relative).toRealPath();
            demand(real.startsWith(directory.toRealPath()), "source leads out of the directory of files");
            demand(Files.isRegularFile(real), "source is no file");
            return real;
        } catch (InvalidPathException malformed) {
            throw new BadImageException("source is no path");
        } catch (NoSuchFileException missing) {
            throw new BadImageException("source is not there: " + source + " below " + directory);
        }
    }

    private static void demand(boolean holds, String otherwise) {
        if (!holds) {
            throw new BadImageException(otherwise);
        }
    }
}
