package io.yardmaster.store;

import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import io.yardmaster.job.JobState;
import io.yardmaster.store.call.Arrival;
import io.yardmaster.store.call.Arrivals;
import io.yardmaster.store.call.Written;
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
     * @param seenAt the score that it was seen at in its set: elsewhere it stays; null = anywhere in the state
     */
    public record Move(String id, JobState from, JobState to, Written written, Long seenAt) {
        /** A move of a job that may stand anywhere in its state. */
        public Move(String id, JobState from, JobState to, Written written) {
            this(id, from, to, written, null);
        }
    }

    /**
     * What a new job ran into.
     *
     * @param kind "id": a job of that id is there, or is remembered
     * @param value of an id: the request hash remembered for it; empty when none is; longer when the job is gone
     */
    public record Holder(String kind, String value) {}

    /**
     * Takes jobs of one queue in, each id once; a scheduled one is due later than it was created.
     *
     * @return what holds each position that was taken already
     */
    public Map<Integer, Holder> enqueue(String queue, List<Arrival> arrivals) {
        queues.number(queue);
        Map<Integer, Holder> taken = new HashMap<>();
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
        List<byte[]> keys = queues.keys(queue).of(Script.MOVE);
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
                args.add(move.seenAt() == null ? Wire.EMPTY : Wire.bytes(move.seenAt()));
            }
            Response answer = RedisLink.await(links.rest().call(Script.MOVE, keys, args));
            for (int i = 0; i < answer.size(); i += 2) {
                moved.add("1".equals(answer.get(i).toString()));
            }
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
        return trim(queue, from, until, 0, ids);
    }

    /**
     * The same, as long as so many stay in the state: several nodes that trim side by side do not add up.
     *
     * @param least how many stay at least
     */
    public List<String> trim(String queue, JobState from, Long until, long least, List<String> ids) {
        List<byte[]> keys = queues.keys(queue).of(Script.REMOVE);
        List<byte[]> args = new ArrayList<>(ids.size() + 5);
        args.add(Wire.STORE_TIME);
        args.add(Wire.bytes(REMEMBERED_MS));
        args.add(Wire.bytes(from.word()));
        args.add(until == null ? Wire.bytes("+inf") : Wire.bytes(until));
        args.add(Wire.bytes(least));
        ids.forEach(id -> args.add(Wire.bytes(id)));
        return Wire.texts(RedisLink.await(links.rest().call(Script.REMOVE, keys, args)));
    }

    /** Ends the memory of client-made ids whose time is over. Returns how many, at most 1,000. */
    public int forget(String queue) {
        List<byte[]> args = List.of(Wire.STORE_TIME, Wire.bytes(1_000));
        return RedisLink.await(
                        links.rest().call(Script.FORGET, queues.keys(queue).of(Script.FORGET), args))
                .toInteger();
    }

    /** A chunk on its way. @param from position of its first job */
    private record Sent(int from, List<byte[]> args, CompletableFuture<Response> answer) {}

    private Sent send(String queue, int from, List<Arrival> chunk) {
        List<byte[]> args = Arrivals.args(chunk);
        return new Sent(from, args, links.rest().call(Script.ENQUEUE, enqueueKeys(queue), args));
    }

    private void note(String queue, Sent sent, Map<Integer, Holder> taken) {
        Response answer = RedisLink.await(sent.answer());
        if (answer.type() == ResponseType.NUMBER) {
            queues.register(queue); // deleted behind our back
            answer = RedisLink.await(links.rest().call(Script.ENQUEUE, enqueueKeys(queue), sent.args()));
        }
        for (int i = 0; i < answer.size(); i += 3) {
            int position = sent.from() + answer.get(i).toInteger() - 1;
            taken.put(
                    position,
                    new Holder(answer.get(i + 1).toString(), answer.get(i + 2).toString()));
        }
    }

    private List<byte[]> enqueueKeys(String queue) {
        return queues.keys(queue).of(Script.ENQUEUE);
    }

    /** What a promotion did. @param nextDueInMs milliseconds until the next job is due; -1 = none is scheduled */
    public record Promoted(int moved, long nextDueInMs) {}

    /** Moves jobs whose time has come to waiting, at most {@code most} of scheduled and of retrying a queue. */
    public List<Promoted> promote(List<String> among, int most) {
        if (among.isEmpty()) {
            return List.of();
        }
        List<Request> requests = new ArrayList<>(among.size());
        for (String queue : among) {
            List<byte[]> keys = queues.keys(queue).of(Script.PROMOTE);
            requests.add(RedisLink.request(Script.PROMOTE, keys, List.of(Wire.STORE_TIME, Wire.bytes(most))));
        }
        List<Promoted> all = new ArrayList<>(among.size());
        for (Response answer : RedisLink.await(links.keeper().batch(requests))) {
            long next = answer.get(2).toLong();
            long inMs = next < 0 ? -1 : Math.max(0, next - answer.get(0).toLong());
            all.add(new Promoted(answer.get(1).toInteger(), inMs));
        }
        return all;
    }
}
