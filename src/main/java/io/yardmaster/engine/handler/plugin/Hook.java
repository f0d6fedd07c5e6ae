package io.yardmaster.engine.handler.plugin;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Code of a plugin that the server calls itself: on a thread of its own, with its own classes, for a limited time. */
final class Hook {
    private Hook() {}

    /**
     * Calls it and waits.
     *
     * @throws BadPluginException when it throws, or goes on for longer; its thread is then interrupted and left alone
     */
    static <T> T call(String what, ClassLoader classes, long limitMs, Callable<T> code) {
        FutureTask<T> task = new FutureTask<>(code);
        Thread thread = Thread.ofPlatform().daemon().name(what).unstarted(task);
        thread.setContextClassLoader(classes);
        thread.start();
        try {
            return task.get(limitMs, TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            task.cancel(true);
            throw new BadPluginException(what + " did not end within " + limitMs + " ms");
        } catch (ExecutionException failed) {
            throw new BadPluginException(what + " failed: " + failed.getCause());
        } catch (InterruptedException stopped) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            throw new BadPluginException(what + " was interrupted");
        }
    }
}
