package io.yardmaster.engine.handler.plugin;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles plugins and packs them into jars, as their authors do. */
final class PluginYard {
    private static final String SERVICE = "META-INF/services/io.yardmaster.api.Plugin";

    private final Path directory;

    PluginYard(Path directory) {
        this.directory = directory;
    }

    /** A plugin of one class {@code p.Mine}. @param type of its one handler @param start code before it @param stop code */
    Path plugin(String jar, String type, String start, String stop) throws IOException {
        return pack(jar, classes("p.Mine", """
                package p;
                import io.yardmaster.api.*;
                import io.yardmaster.job.attempt.Outcome;
                import java.util.List;
                public class Mine implements Plugin {
                    @JobHandler("%s") public static class One implements Handler<One.Task> {
                        public record Task(@Bounds(required = true, max = 5) String name) {}
                        @Override public Outcome run(Task task, JobContext context) throws Exception {
                            context.log("hello " + task.name());
                            return new Outcome.Succeeded("\\"" + Thread.currentThread().getContextClassLoader().getName() + "\\"");
                        }
                    }
                    @Override public List<Handler<?>> start(PluginContext context) throws Exception {
                        %s
                        return List.of(new One());
                    }
                    @Override public void stop() throws Exception { %s }
                }
                """.formatted(type, start, stop)), "p.Mine");
    }

    /** @param plugin the class that the jar names; null = it names none */
    Path pack(String jar, Map<String, byte[]> entries, String plugin) throws IOException {
        Path path = directory.resolve(jar);
        try (OutputStream file = Files.newOutputStream(path);
                JarOutputStream out = new JarOutputStream(file)) {
            Map<String, byte[]> all = new TreeMap<>(entries);
            if (plugin != null) {
                all.put(SERVICE, plugin.getBytes(StandardCharsets.UTF_8));
            }
            for (Map.Entry<String, byte[]> entry : all.entrySet()) {
                out.putNextEntry(new JarEntry(entry.getKey()));
                out.write(entry.getValue());
            }
        }
        return path;
    }

    /** The classes that a source compiles to, by their paths in a jar. */
    Map<String, byte[]> classes(String name, String source) throws IOException {
        Path out = Files.createTempDirectory(directory, "classes");
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        JavaFileObject file =
                new SimpleJavaFileObject(
                        URI.create("string:///" + name.replace('.', '/') + ".java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignore) {
                        return source;
                    }
                };
        List<String> options = List.of("-d", out.toString(), "-cp", "target/classes", "--release", "21", "-proc:none");
        if (!javac.getTask(null, null, null, options, null, List.of(file)).call()) {
            throw new IllegalArgumentException("does not compile: " + source);
        }
        Map<String, byte[]> classes = new TreeMap<>();
        List<Path> made = new ArrayList<>();
        try (Stream<Path> files = Files.walk(out)) {
            files.filter(Files::isRegularFile).forEach(made::add);
        }
        for (Path one : made) {
            classes.put(out.relativize(one).toString(), Files.readAllBytes(one));
        }
        return classes;
    }
}
