package io.yardmaster.engine.handler.plugin;

import io.yardmaster.api.Plugin;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Enumeration;

/**
 * The classes of one plugin: its own jar, the platform of Java, and of the server only what handlers are written
 * against. Nothing else of the server or its libraries is seen, so a plugin brings its own, in the versions it likes.
 */
final class PluginLoader extends URLClassLoader {
    private static final String OURS = "io.yardmaster.";
    private static final String API = "io.yardmaster.api.";
    private static final String VALUES = "io.yardmaster.job.";

    static {
        registerAsParallelCapable();
    }

    PluginLoader(Path jar) throws MalformedURLException {
        super("plugin " + jar.getFileName(), new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (name.startsWith(API) || name.startsWith(VALUES)) {
            return Plugin.class.getClassLoader().loadClass(name);
        }
        if (name.startsWith(OURS)) {
            throw new ClassNotFoundException(name + " is not for plugins: they see io.yardmaster.api");
        }
        return super.loadClass(name, resolve);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws java.io.IOException {
        return findResources(name);
    }
}
