package io.yardmaster.engine.worker.upkeep;

import io.yardmaster.engine.jobs.JobEvent;
import io.yardmaster.engine.jobs.JobEvents;
import io.yardmaster.engine.node.Loop;
import io.yardmaster.engine.node.NodeInfo;
import io.yardmaster.engine.node.Nodes;
import io.yardmaster.engine.node.QueueFaults;
import io.yardmaster.engine.node.Visits;
import io.yardmaster.job.JobState;
import io.yardmaster.job.JobView;
import io.yardmaster.job.attempt.Ending;
import io.yardmaster.job.attempt.Reason;
import io.yardmaster.store.JobReader;
import io.yardmaster.store.PlaceReader.TypeLane;
import io.yardmaster.store.call.Move;
import io.yardmaster.store.call.Written;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Ends the wait of jobs whose type no live worker knows: they are dead once the type was not seen for a long time by a
 * node that was itself connected all that time. A restart, or a drain of the only node that knows a type, ends nothing.
 */
public final class UnknownTypes implements Loop.Duty {
    private static final Logger LOG = Logger.getLogger(UnknownTypes.class);
    private static final long EVERY_NANOS = 1_000_000_000;
    private static final int LARGEST_CALL = 100;
    private static final String DUTY = "watch over unknown types";

    private final WorkerStores stores;
    private final JobReader reader;
    private final Cluster cluster;
    private final JobEvents events;
    private final long patienceNanos;
    private final LongSupplier nanos;
    private final Visits visits = new Visits();
    private final Loop loop = new Loop("unknown-types", this);
    private final Map<TypeLane, Long> unseenSince = new HashMap<>();

    /** Who else there is, and what fails. */
    public record Cluster(Nodes nodes, QueueFaults faults) {}

    /** @param patienceMs how long a type must be unseen, in milliseconds */
    public UnknownTypes(WorkerStores stores, JobReader reader, Cluster cluster, JobEvents events, long patienceMs) {
        this(stores, reader, cluster, events, patienceMs, System::nanoTime);
    }

    UnknownTypes(
            WorkerStores stores,
            JobReader reader,
            Cluster cluster,
            JobEvents events,
            long patienceMs,
            LongSupplier nanos) {
        this.stores = stores;
        this.reader = reader;
        this.cluster = cluster;
        this.events = events;
        this.patienceNanos = patienceMs * 1_000_000;
        this.nanos = nanos;
    }

    public void start() {
        loop.start();
    }

    public void end() {
        loop.end();
    }

    @Override
    public long turn() {
        if (!stores.links().keeper().isUp()) {
            unseenSince.clear();
            return EVERY_NANOS;
        }
        unseenSince.keySet().forEach(lane -> visits.name(lane.queue()));
        List<String> among = visits.next(stores.queues()::names);
        List<TypeLane> open = cluster.faults().together(among, DUTY, this::lanes).values().stream()
                .flatMap(List::stream)
                .toList();
        unseenSince.keySet().retainAll(open);
        for (TypeLane lane : open) {
            if (isKnown(lane.type())) {
                unseenSince.remove(lane);
            } else if (nanos.getAsLong() - unseenSince.computeIfAbsent(lane, first -> nanos.getAsLong())
                    >= patienceNanos) {
                cluster.faults().in(lane.queue(), DUTY, () -> end(lane));
            }
        }
        return EVERY_NANOS;
    }

    private Map<String, List<TypeLane>> lanes(List<String> names) {
        Map<String, List<TypeLane>> byQueue = new HashMap<>();
        names.forEach(name -> byQueue.put(name, new ArrayList<>()));
        stores.places()
                .typeLanes(names)
                .forEach(lane -> byQueue.get(lane.queue()).add(lane));
        return byQueue;
    }

    private boolean isKnown(String type) {
        return cluster.nodes().all().stream()
                .filter(node -> !node.lost())
                .map(NodeInfo::types)
                .anyMatch(types -> types.contains(type));
    }

    private void end(TypeLane lane) {
        Ending ending = new Ending(Reason.UNKNOWN_HANDLER, "no live worker knew the type " + lane.type());
        List<JobView> views = reader.findAll(lane.queue(), stores.places().waiting(lane, LARGEST_CALL));
        List<Move> moves = new ArrayList<>();
        for (JobView view : views) {
            moves.add(Move.of(view, JobState.DEAD, new Written(view.job(), ending)));
        }
        List<Boolean> moved = stores.jobs().move(lane.queue(), moves);
        for (int i = 0; i < moved.size(); i++) {
            if (moved.get(i)) {
                events.tell(new JobEvent.Placed(views.get(i).job(), JobState.DEAD));
            }
        }
        LOG.warnf("%d jobs of %s are dead: no live worker knew their type %s", moved.size(), lane.queue(), lane.type());
    }
}
