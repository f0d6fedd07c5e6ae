package io.yardmaster.engine.handler.plugin;

import io.yardmaster.api.Handler;
import io.yardmaster.api.JobContext;
import io.yardmaster.api.Plugin;
import io.yardmaster.api.PluginContext;
import io.yardmaster.engine.handler.FollowUps;
import io.yardmaster.engine.handler.KnownHandler;
import io.yardmaster.job.attempt.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/** A plugin that runs: its classes, its handlers, and its end. */
final class LoadedPlugin {
    static final long START_MS = 10_000;
    static final long STOP_MS = 5_000;

    private final PluginJar jar;
    private final PluginLoader classes;
    private final List<Plugin> plugins = new ArrayList<>();
    private final List<KnownHandler> handlers = new ArrayList<>();

    private LoadedPlugin(PluginJar jar) throws IOException {
        this.jar = jar;
        this.classes = new PluginLoader(jar.path());
    }

    /** Loads and starts it. @throws BadPluginException when it cannot be used; nothing of it is left then */
    static LoadedPlugin start(PluginJar jar, Map<String, String> settings, FollowUps followUps) {
        try {
            LoadedPlugin loaded = new LoadedPlugin(jar);
            try {
                Context context =
                        new Context(jar.name(), Map.copyOf(settings), Logger.getLogger("plugin." + jar.name()));
                Hook.call("the start of plugin " + jar.name(), loaded.classes, START_MS, () -> {
                    loaded.open(context, followUps);
                    return null;
                });
                return loaded;
            } catch (BadPluginException failed) {
                loaded.stop();
                throw failed;
            }
        } catch (IOException broken) {
            throw new BadPluginException("it cannot be read: " + broken.getMessage());
        }
    }

    String name() {
        return jar.name();
    }

    List<KnownHandler> handlers() {
        return List.copyOf(handlers);
    }

    /** Calls the stop hooks, each for a limited time, and lets go of the jar. */
    void stop() {
        try {
            for (Plugin plugin : plugins) {
                Hook.call("the stop of plugin " + jar.name(), classes, STOP_MS, () -> {
                    plugin.stop();
                    return null;
                });
            }
        } finally {
            close();
        }
    }

    private void open(Context context, FollowUps followUps) throws Exception {
        for (String name : jar.plugins()) {
            Plugin plugin =
                    (Plugin) classes.loadClass(name).getDeclaredConstructor().newInstance();
            plugins.add(plugin);
            for (Handler<?> handler : plugin.start(context)) {
                Handler<?> inside = new Inside<>(handler, classes);
                handlers.add(new KnownHandler(inside, handler.getClass(), KnownHandler.Kind.PLUGIN, followUps));
            }
        }
    }

    private void close() {
        try {
            classes.close();
        } catch (IOException unimportant) {
            Logger.getLogger(LoadedPlugin.class).debug("a plugin's jar did not close", unimportant);
        }
    }

    private record Context(String name, Map<String, String> settings, Logger logger) implements PluginContext {
        @Override
        public void log(String message) {
            logger.info(message);
        }
    }

    /** Runs a handler with the classes of its plugin in sight, for libraries that ask the thread for them. */
    private record Inside<P>(Handler<P> handler, ClassLoader classes) implements Handler<P> {
        @Override
        public Outcome run(P payload, JobContext context) throws Exception {
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            thread.setContextClassLoader(classes);
            try {
                return handler.run(payload, context);
            } finally {
                thread.setContextClassLoader(before);
            }
        }
    }
}
