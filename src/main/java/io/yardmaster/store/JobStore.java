package io.yardmaster.store;

import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import io.yardmaster.job.JobState;
import io.yardmaster.store.call.Arrival;
import io.yardmaster.store.call.Arrivals;
import io.yardmaster.store.call.QueueKeys;
import io.yardmaster.store.call.Written;
import io.yardmaster.store.record.GoneState;
import io.yardmaster.store.redis.RedisLink;
import io.yardmaster.store.redis.RedisLinks;
import io.yardmaster.store.redis.Script;
import io.yardmaster.store.redis.Wire;
import jakarta.inject.Singleton;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Writes jobs that do not run: takes them in, moves them between states, removes them. */
@Singleton
public class JobStore {
    /** How many jobs one call may carry. */
    public static final int LARGEST_CALL = 250;

    private static final int LARGEST_MOVE = 100;
    /** Chunks of one enqueue that may be under way together. */
    private static final int MOST_UNDER_WAY = 4;
    /** How long a client-made id is remembered after its job is gone: 1 h. */
    private static final long REMEMBERED_MS = 3_600_000;

    private final RedisLinks links;
    private final QueueStore queues;

    JobStore(RedisLinks links, QueueStore queues) {
        this.links = links;
        this.queues = queues;
    }

    /**
     * A job to be moved.
     *
     * @param from the state it was seen in
     * @param to waiting or cancelled; ignored for an active one, which is asked to stop
     * @param written its new record
     */
    public record Move(String id, JobState from, JobState to, Written written) {}

    /**
     * Takes jobs of one queue in, each id once; a scheduled one is due later than it was created.
     *
     * @return for each position that was taken already, the request hash remembered for it ("" when none, and with the
     *     letter of its last state behind it when the job is gone)
     */
    public Map<Integer, String> enqueue(String queue, List<Arrival> arrivals) {
        queues.number(queue);
        Map<Integer, String> taken = new HashMap<>();
        Deque<Sent> underWay = new ArrayDeque<>();
        for (int from = 0; from < arrivals.size(); from += LARGEST_CALL) {
            if (underWay.size() == MOST_UNDER_WAY) {
                note(queue, underWay.poll(), taken);
            }
            underWay.add(send(queue, from, arrivals.subList(from, Math.min(arrivals.size(), from + LARGEST_CALL))));
        }
        while (!underWay.isEmpty()) {
            note(queue, underWay.poll(), taken);
        }
        return taken;
    }

    /** Moves jobs; false for each that was not in the state it was seen in any more. */
    public List<Boolean> move(String queue, List<Move> moves) {
        QueueKeys k = queues.keys(queue);
        List<byte[]> keys = k.withStates(List.of(k.meta, k.records, k.active), List.of(k.cancels));
        List<Boolean> moved = new ArrayList<>(moves.size());
        for (int from = 0; from < moves.size(); from += LARGEST_MOVE) {
            List<Move> chunk = moves.subList(from, Math.min(moves.size(), from + LARGEST_MOVE));
            List<byte[]> args = new ArrayList<>();
            args.add(Wire.STORE_TIME);
            args.add(Wire.bytes(chunk.size()));
            for (Move move : chunk) {
                args.add(Wire.bytes(move.id()));
                args.add(Wire.bytes(move.from().word()));
                args.add(Wire.bytes(move.to().word()));
                args.add(move.written().packed());
            }
            RedisLink.await(links.rest().call(Script.MOVE, keys, args)).forEach(one -> moved.add(one.toInteger() == 1));
        }
        return moved;
    }

    /**
     * Removes jobs that are still in that state, and all that is kept of them.
     *
     * @param until epoch milliseconds: only those that finished by then; null = all
     * @param ids at most 1,000
     * @return the ids that were removed
     */
    public List<String> remove(String queue, JobState from, Long until, List<String> ids) {
        QueueKeys k = queues.keys(queue);
        List<byte[]> keys =
                new ArrayList<>(List.of(k.meta, k.records, k.set(from), k.suspects, k.completed, k.named, k.forget));
        keys.addAll(k.sides());
        List<byte[]> args = new ArrayList<>(ids.size() + 4);
        args.add(Wire.STORE_TIME);
        args.add(Wire.bytes(REMEMBERED_MS));
        args.add(Wire.bytes(GoneState.letter(from)));
        args.add(until == null ? Wire.bytes("+inf") : Wire.bytes(until));
        ids.forEach(id -> args.add(Wire.bytes(id)));
        return Wire.texts(RedisLink.await(links.rest().call(Script.REMOVE, keys, args)));
    }

    /** Ends the memory of client-made ids whose time is over. Returns how many, at most 1,000. */
    public int forget(String queue) {
        QueueKeys k = queues.keys(queue);
        List<byte[]> args = List.of(Wire.STORE_TIME, Wire.bytes(1_000));
        return RedisLink.await(links.rest().call(Script.FORGET, List.of(k.named, k.forget), args))
                .toInteger();
    }

    /** A chunk on its way. @param from position of its first job */
    private record Sent(int from, List<byte[]> args, CompletableFuture<Response> answer) {}

    private Sent send(String queue, int from, List<Arrival> chunk) {
        List<byte[]> args = Arrivals.args(chunk);
        return new Sent(from, args, links.rest().call(Script.ENQUEUE, enqueueKeys(queue), args));
    }

    private void note(String queue, Sent sent, Map<Integer, String> taken) {
        Response answer = RedisLink.await(sent.answer());
        if (answer.type() == ResponseType.NUMBER) {
            queues.register(queue); // deleted behind our back
            answer = RedisLink.await(links.rest().call(Script.ENQUEUE, enqueueKeys(queue), sent.args()));
        }
        for (int i = 0; i < answer.size(); i += 2) {
            taken.put(
                    sent.from() + answer.get(i).toInteger() - 1,
                    answer.get(i + 1).toString());
        }
    }

    private List<byte[]> enqueueKeys(String queue) {
        QueueKeys k = queues.keys(queue);
        return List.of(k.meta, k.records, k.lane, k.scheduled, k.named);
    }
}
