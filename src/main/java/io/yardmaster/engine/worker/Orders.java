package io.yardmaster.engine.worker;

import io.yardmaster.engine.node.Identity;
import io.yardmaster.engine.node.NodeInfo;
import io.yardmaster.engine.node.Settings;
import io.yardmaster.engine.queues.LiveSettings;
import io.yardmaster.engine.worker.dispatch.Dispatcher;
import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/**
 * Ends this node's work early: because somebody told it to, after so many jobs, or when its heap stays full for a minute
 * (recycling, in place of limits for each child process). Whoever supervises the process starts it anew.
 */
@Singleton
public class Orders {
    private static final Logger LOG = Logger.getLogger(Orders.class);
    private static final long FULL_NANOS = 60_000_000_000L;

    private final Identity me;
    private final LiveSettings settings;
    private final Event<NodeInfo.Order> stops;
    private final Settings.Recycle limits;
    private boolean stopped;
    private long notFullNanos = System.nanoTime();

    Orders(Identity me, LiveSettings settings, Event<NodeInfo.Order> stops, Settings.Recycle limits) {
        this.me = me;
        this.settings = settings;
        this.stops = stops;
        this.limits = limits;
    }

    /** Looks whether there is an order. Called once a second by the worker. */
    void look(Dispatcher dispatcher) {
        NodeInfo.Order order = NodeInfo.Order.of(settings.orders().get(me.id())).orElse(null);
        String recycled = order == null ? recycled(dispatcher.ended(), usedPercent(), System.nanoTime()) : null;
        if (order != null && dispatcher.isClaiming()) {
            LOG.infof("told to %s: nothing more is claimed", order.word());
            dispatcher.stopClaiming();
        }
        if ((order == NodeInfo.Order.STOP || recycled != null) && !stopped) {
            stopped = true;
            LOG.infof("this node ends in order: %s", recycled == null ? "somebody told it to" : recycled);
            stops.fire(NodeInfo.Order.STOP);
        }
    }

    /** Why this node is to be recycled; null while it is not. */
    String recycled(long ended, int usedPercent, long nowNanos) {
        if (limits.heapPercent() == 0 || usedPercent < limits.heapPercent()) {
            notFullNanos = nowNanos;
        }
        if (limits.jobs() > 0 && ended >= limits.jobs()) {
            return "it has run " + ended + " jobs";
        }
        return nowNanos - notFullNanos > FULL_NANOS ? "its heap was " + usedPercent + " % full for a minute" : null;
    }

    private static int usedPercent() {
        Runtime heap = Runtime.getRuntime();
        return (int) (100 * (heap.totalMemory() - heap.freeMemory()) / heap.maxMemory());
    }
}
