package io.yardmaster.store;

import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import io.yardmaster.job.JobState;
import io.yardmaster.job.Work;
import io.yardmaster.store.call.Arrival;
import io.yardmaster.store.call.Arrivals;
import io.yardmaster.store.call.Move;
import io.yardmaster.store.call.Removal;
import io.yardmaster.store.call.Removal.Part;
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

    /** Characters of payload from which on a call takes no more jobs: while Redis reads it, it does nothing else. */
    private static final long LARGEST_SIZE = 2L << 20;

    private static final int LARGEST_MOVE = 100;
    /** Chunks of one enqueue that may be under way together. */
    private static final int MOST_UNDER_WAY = 4;

    /** What enqueue answers for a queue that is not there. */
    private static final int UNREGISTERED = -1;

    private final RedisLinks links;
    private final QueueStore queues;

    JobStore(RedisLinks links, QueueStore queues) {
        this.links = links;
        this.queues = queues;
    }

    /**
     * What a new job ran into.
     *
     * @param kind "id": a job of that id is there, or is remembered; "unique": another job holds its key; "full": the
     *     queue holds as many dead jobs as it may
     * @param value of an id: the request hash remembered for it; empty when none is; longer when the job is gone; of a
     *     unique key: the id of the job that holds it
     */
    public record Holder(String kind, String value) {
        public boolean isFull() {
            return kind.equals("full");
        }

        public boolean isUnique() {
            return kind.equals("unique");
        }
    }

    /**
     * Takes jobs of one queue in, each id once; a scheduled one is due later than it was created.
     *
     * @return what holds each position that was taken already
     */
    public Map<Integer, Holder> enqueue(String queue, List<Arrival> arrivals) {
        queues.number(queue);
        Map<Integer, Holder> taken = new HashMap<>();
        Deque<Sent> underWay = new ArrayDeque<>();
        int to;
        for (int from = 0; from < arrivals.size(); from = to) {
            to = endOfCall(arrivals, from);
            if (underWay.size() == MOST_UNDER_WAY) {
                note(queue, underWay.poll(), taken);
            }
            underWay.add(send(queue, from, arrivals.subList(from, to)));
        }
        while (!underWay.isEmpty()) {
            note(queue, underWay.poll(), taken);
        }
        return taken;
    }

    private static int endOfCall(List<Arrival> arrivals, int from) {
        int to = from;
        for (long size = 0; to < arrivals.size() && to - from < LARGEST_CALL && size < LARGEST_SIZE; to++) {
            String payload = arrivals.get(to).job().payload();
            size += payload == null ? 0 : payload.length();
        }
        return to;
    }

    /**
     * What became of a move.
     *
     * @param done false when the job was not in the state it was seen in any more, or another one holds its key
     * @param holder the job that holds its key; null when none does
     */
    public record Moved(boolean done, String holder) {}

    /** Moves jobs; false for each that was not moved. */
    public List<Boolean> move(String queue, List<Move> moves) {
        return moveAll(queue, moves, Part.NONE).stream().map(Moved::done).toList();
    }

    /**
     * Moves jobs; a dead or cancelled unique job takes its key again, or stays.
     *
     * @param aside where it is kept what dead jobs were that wait now
     */
    public List<Moved> moveAll(String queue, List<Move> moves, Part aside) {
        List<byte[]> keys = queues.keys(queue).of(Script.MOVE);
        List<Moved> moved = new ArrayList<>(moves.size());
        int most = Work.atOnce(LARGEST_MOVE);
        for (int from = 0; from < moves.size(); from += most) {
            List<Move> chunk = moves.subList(from, Math.min(moves.size(), from + most));
            List<byte[]> args = new ArrayList<>();
            args.add(Wire.STORE_TIME);
            args.add(Wire.bytes(chunk.size()));
            aside.addTo(args);
            chunk.forEach(move -> move.addTo(args));
            Response answer = RedisLink.await(links.rest().call(Script.MOVE, keys, args));
            for (int i = 0; i < answer.size(); i += 2) {
                String holder = answer.get(i + 1).toString();
                moved.add(new Moved("1".equals(answer.get(i).toString()), holder.isEmpty() ? null : holder));
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
        return remove(queue, from, until, ids, Part.NONE);
    }

    /** The same. @param aside where they are kept; members of workflows are not */
    public List<String> remove(String queue, JobState from, Long until, List<String> ids, Part aside) {
        return remove(queue, Removal.all(from, until, aside), ids);
    }

    /**
     * The same within the bounds of a removal, which the store knows: several nodes that trim side by side do not add up.
     *
     * @param ids at most 1,000, the first to go first
     */
    public List<String> remove(String queue, Removal removal, List<String> ids) {
        List<byte[]> keys = queues.keys(queue).of(Script.REMOVE);
        return Wire.texts(RedisLink.await(links.rest().call(Script.REMOVE, keys, removal.args(ids))));
    }

    /** Ends the memory of client-made ids whose time is over. Returns how many, at most 1,000. */
    public int forget(String queue) {
        List<byte[]> args = List.of(Wire.STORE_TIME, Wire.bytes(1_000));
        return RedisLink.await(
                        links.rest().call(Script.FORGET, queues.keys(queue).of(Script.FORGET), args))
                .toInteger();
    }

    /** A chunk on its way. @param from position of its first job @param jobs how many it holds */
    private record Sent(int from, int jobs, List<byte[]> args, CompletableFuture<Response> answer) {}

    private Sent send(String queue, int from, List<Arrival> chunk) {
        List<byte[]> args = Arrivals.args(chunk);
        return new Sent(
                from,
                chunk.size(),
                args,
                links.rest().call(Script.ENQUEUE, queues.keys(queue).of(Script.ENQUEUE), args));
    }

    private void note(String queue, Sent sent, Map<Integer, Holder> taken) {
        Response answer = RedisLink.await(sent.answer());
        if (answer.type() == ResponseType.NUMBER && answer.toInteger() == UNREGISTERED) {
            queues.register(queue); // deleted behind our back
            answer = RedisLink.await(
                    links.rest().call(Script.ENQUEUE, queues.keys(queue).of(Script.ENQUEUE), sent.args()));
        }
        if (answer.type() == ResponseType.NUMBER) {
            for (int i = 0; i < sent.jobs(); i++) {
                taken.put(sent.from() + i, new Holder("full", ""));
            }
            return;
        }
        for (int i = 0; i < answer.size(); i += 3) {
            int position = sent.from() + answer.get(i).toInteger() - 1;
            taken.put(
                    position,
                    new Holder(answer.get(i + 1).toString(), answer.get(i + 2).toString()));
        }
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
            requests.add(Script.PROMOTE.request(keys, List.of(Wire.STORE_TIME, Wire.bytes(most))));
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
