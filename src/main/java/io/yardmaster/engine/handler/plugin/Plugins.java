package io.yardmaster.engine.handler.plugin;

import io.yardmaster.engine.handler.FollowUps;
import io.yardmaster.engine.handler.HandlerNotes;
import io.yardmaster.engine.handler.HandlerNotes.Note;
import io.yardmaster.engine.handler.HandlerRegistry;
import io.yardmaster.engine.handler.KnownHandler;
import io.yardmaster.engine.node.Folders;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/** The plugins of this node. One that cannot be used is a line in the log and on the System page, nothing more. */
@Singleton
public class Plugins {
    private static final Logger LOG = Logger.getLogger(Plugins.class);
    private static final String PREFIX = "yardmaster.plugin.";
    private static final int MOST_JARS = 200;

    private final Path directory;
    private final HandlerRegistry registry;
    private final FollowUps followUps;
    private final HandlerNotes notes;
    private final Config config;
    private final List<LoadedPlugin> loaded = new ArrayList<>();

    Plugins(Folders folders, HandlerRegistry registry, FollowUps followUps, HandlerNotes notes, Config config) {
        this.directory = folders.plugins();
        this.registry = registry;
        this.followUps = followUps;
        this.notes = notes;
        this.config = config;
    }

    /** Loads and starts every jar of the directory, by name; a node without the directory has no plugins. */
    public synchronized void start() {
        for (Path jar : jars()) {
            try {
                add(PluginJar.open(jar));
            } catch (BadPluginException | LinkageError bad) {
                String why = bad instanceof LinkageError ? bad.toString() : bad.getMessage();
                LOG.errorf("plugin %s is left out: %s", jar.getFileName(), why);
                notes.say(new Note(true, "plugin " + jar.getFileName(), "Left out: " + why + "."));
            }
        }
    }

    /** Calls the stop hooks, the last plugin first. Takes a few seconds at most, whatever they do. */
    public synchronized void stop() {
        for (LoadedPlugin plugin : loaded.reversed()) {
            try {
                plugin.stop();
            } catch (BadPluginException bad) {
                LOG.warn(bad.getMessage() + "; the server goes on without it");
            }
        }
        loaded.clear();
    }

    private void add(PluginJar jar) {
        LoadedPlugin plugin = LoadedPlugin.start(jar, settings(jar.name()), followUps);
        List<String> types = plugin.handlers().stream().map(KnownHandler::type).toList();
        List<String> taken =
                types.stream().filter(type -> registry.find(type).isPresent()).toList();
        if (!taken.isEmpty() || types.stream().distinct().count() < types.size()) {
            plugin.stop();
            throw new BadPluginException("there are two handlers for a job type of it: " + types);
        }
        plugin.handlers().forEach(registry::add);
        loaded.add(plugin);
        LOG.infof("plugin %s: %s", jar.path().getFileName(), String.join(", ", types));
        notes.say(new Note(false, "plugin " + jar.path().getFileName(), "Runs " + String.join(", ", types) + "."));
    }

    /** Its own settings; in the names of environment variables a dash of the plugin's name is an underscore. */
    private Map<String, String> settings(String name) {
        Map<String, String> settings = new TreeMap<>();
        String variable = (PREFIX + name + ".").toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
        System.getenv().forEach((key, value) -> {
            if (key.startsWith(variable)) {
                settings.put(
                        key.substring(variable.length())
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '.'),
                        value);
            }
        });
        for (String key : config.getPropertyNames()) {
            if (key.startsWith(PREFIX + name + ".")) {
                config.getOptionalValue(key, String.class)
                        .ifPresent(value -> settings.put(key.substring((PREFIX + name + ".").length()), value));
            }
        }
        return settings;
    }

    private List<Path> jars() {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .limit(MOST_JARS)
                    .toList();
        } catch (IOException unreadable) {
            LOG.errorf("the directory of plugins cannot be read: %s", unreadable.getMessage());
            return List.of();
        }
    }
}
