package io.yardmaster.launch;

import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.Quarkus;
import java.lang.reflect.Proxy;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * What SIGTERM, SIGINT and SIGHUP do. The first one asks for a stop in order, which ends with exit code 0; the second one
 * means now: the own Redis is told to end, and the process halts with 128 and the signal's number; its leases lapse. Left
 * to itself the virtual machine would begin its shutdown with the first, and hear no second.
 */
public final class StopSignals {
    private static final Logger LOG = Logger.getLogger(StopSignals.class);
    private static final int SIGNALLED = 128;
    private static final String NOW = "Stopping now: unfinished jobs run again once their leases have lapsed.";
    private static final String REDIS = " The server's own Redis (pid %d) ends too: it writes what it holds first.";

    /** Ends what must not outlive the process, and says its pid; 0 = there is nothing. */
    private static final AtomicReference<LongSupplier> TOO = new AtomicReference<>(() -> 0);

    private final AtomicBoolean asked = new AtomicBoolean();

    /** What the second signal ends too. @param redis tells it to end and says its pid; 0 when none runs */
    static void endToo(LongSupplier redis) {
        TOO.set(redis);
    }

    /** Takes the signals over, but for those that whoever started this process wants ignored (nohup). */
    public void own() {
        for (String name : new String[] {"TERM", "INT", "HUP"}) {
            try {
                handle(name);
            } catch (ReflectiveOperationException | IllegalArgumentException e) {
                LOG.debugf(
                        "SIG%s is not ours to handle: %s", name, e); // java -Xrs, or a system that has no such signal
            }
        }
    }

    /** By reflection, since sun.misc cannot be named without a compiler warning; it is exported for this very use. */
    private void handle(String name) throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        Object ours = Proxy.newProxyInstance(
                handler.getClassLoader(),
                new Class<?>[] {handler},
                (self, method, arguments) -> switch (method.getName()) {
                    case "handle" ->
                        received((int) signal.getMethod("getNumber").invoke(arguments[0]));
                    case "equals" -> self == arguments[0];
                    case "hashCode" -> System.identityHashCode(self);
                    default -> "stop";
                });
        var register = signal.getMethod("handle", signal, handler);
        Object instance = signal.getConstructor(String.class).newInstance(name);
        Object before = register.invoke(null, instance, ours);
        Object ignore = handler.getField("SIG_IGN").get(null);
        if (before == ignore) {
            register.invoke(null, instance, ignore);
        }
    }

    private Object received(int number) {
        if (!asked.compareAndSet(false, true)) {
            long redis = TOO.get().getAsLong();
            LOG.warn(
                    redis == 0
                            ? NOW
                            : NOW + String.format(Locale.ROOT, REDIS, redis)); // the last line, so after the act
            Runtime.getRuntime().halt(SIGNALLED + number);
        } else if (ApplicationLifecycleManager.getCurrentApplication() == null) {
            Runtime.getRuntime().exit(SIGNALLED + number); // nothing runs yet that could be stopped in order
        } else {
            LOG.info("Stopping: running jobs may finish. A second signal means now.");
            Quarkus.asyncExit();
        }
        return null;
    }
}
