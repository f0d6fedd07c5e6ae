package io.yardmaster.engine.handler.plugin;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;

/**
 * A jar before any of its code runs.
 *
 * @param path where it is
 * @param name its file's name without version and ending, in small letters
 * @param plugins classes that it names as plugins
 */
record PluginJar(Path path, String name, List<String> plugins) {
    private static final String SERVICE = "META-INF/services/io.yardmaster.api.Plugin";
    private static final Pattern VERSION = Pattern.compile("(-[0-9][^/]*)?\\.jar$");
    private static final int MOST_ENTRIES = 20_000;
    private static final int LARGEST_SERVICE = 10_000;
    private static final int JAVA_1 = 44;

    /** Looks into it. @throws BadPluginException with one sentence when it cannot be used */
    static PluginJar open(Path path) {
        String name = VERSION.matcher(path.getFileName().toString().toLowerCase(Locale.ROOT))
                .replaceFirst("");
        try (JarFile jar = new JarFile(path.toFile())) {
            demand(jar.size() <= MOST_ENTRIES, "it has more than " + MOST_ENTRIES + " entries");
            for (JarEntry entry : jar.stream().toList()) {
                demandUsable(jar, entry);
            }
            List<String> plugins = plugins(jar);
            demand(!plugins.isEmpty(), "it names no plugin in " + SERVICE);
            return new PluginJar(path, name, plugins);
        } catch (IOException broken) {
            throw new BadPluginException("it is no jar that can be read: " + broken.getMessage());
        }
    }

    private static void demandUsable(JarFile jar, JarEntry entry) throws IOException {
        String name = entry.getName();
        if (!name.endsWith(".class") || name.startsWith("META-INF/")) {
            return;
        }
        demand(
                !name.startsWith("io/yardmaster/"),
                "it holds a class of the server's own packages: " + name + "; io.yardmaster is the server's");
        try (DataInputStream in = new DataInputStream(jar.getInputStream(entry))) {
            demand(in.readInt() == 0xcafebabe, name + " is no class");
            in.readUnsignedShort();
            int needs = in.readUnsignedShort() - JAVA_1;
            int here = Runtime.version().feature();
            demand(needs <= here, "it is made for Java " + needs + ", this server runs on Java " + here);
        }
    }

    private static List<String> plugins(JarFile jar) throws IOException {
        List<String> plugins = new ArrayList<>();
        JarEntry service = jar.getJarEntry(SERVICE);
        if (service != null) {
            String text = new String(jar.getInputStream(service).readNBytes(LARGEST_SERVICE), StandardCharsets.UTF_8);
            text.lines()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .forEach(plugins::add);
        }
        return plugins;
    }

    private static void demand(boolean holds, String otherwise) {
        if (!holds) {
            throw new BadPluginException(otherwise);
        }
    }
}
