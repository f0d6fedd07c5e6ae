package io.yardmaster.api;

import java.util.List;

/**
 * What a jar in the directory of plugins brings. Named in its {@code META-INF/services/io.yardmaster.api.Plugin}; has a
 * constructor without parameters.
 */
public interface Plugin {
    /**
     * Called once, before the server takes jobs; at most 10 s.
     *
     * @return its handlers, each of a class with a {@link JobHandler}
     * @throws Exception leaves the plugin out: the server starts without it, and says why
     */
    List<Handler<?>> start(PluginContext context) throws Exception;

    /** Called once after the last job has ended; at most 5 s. Ends the threads and connections of the plugin. */
    default void stop() throws Exception {}
}
