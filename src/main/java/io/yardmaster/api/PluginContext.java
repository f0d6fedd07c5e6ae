package io.yardmaster.api;

import java.util.Map;

/** What a plugin may know of the server, and ask of it. */
public interface PluginContext {
    /** The name of its jar without version and ending, for example {@code greeting} of {@code greeting-1.2.jar}. */
    String name();

    /**
     * Its own settings: those whose name begins with {@code yardmaster.plugin.} and its name, without this prefix. By
     * environment variable {@code YARDMASTER_PLUGIN_GREETING_FROM} is {@code from}. Empty when nothing is set.
     */
    Map<String, String> settings();

    /** Writes a line to the log of the server. */
    void log(String message);
}
