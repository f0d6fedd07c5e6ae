package io.yardmaster.store.workflow;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import io.yardmaster.job.Job;
import io.yardmaster.job.JobState;
import io.yardmaster.store.QueueStore;
import io.yardmaster.store.call.Arrivals;
import io.yardmaster.store.call.Key;
import io.yardmaster.store.call.Keys;
import io.yardmaster.store.record.RecordCodec;
import io.yardmaster.store.redis.RedisLink;
import io.yardmaster.store.redis.RedisLinks;
import io.yardmaster.store.redis.Script;
import io.yardmaster.store.redis.Wire;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What queues hold for workflows: members, and what became of them. Every call fails with StoreAwayException. */
@Singleton
public class MemberStore {
    private static final int SLICE = 250;

    private final RedisLinks links;
    private final QueueStore queues;
    private final Map<String, Keys> keys = new ConcurrentHashMap<>();
    /** By queue the news that workflows know, as they lie in the store; not removed yet. */
    private final Map<String, Set<String>> known = new ConcurrentHashMap<>();

    public MemberStore(RedisLinks links, QueueStore queues) {
        this.links = links;
        this.queues = queues;
    }

    /** What became of a member, as its queue keeps it until its workflow knows. */
    public record Entry(String raw, long number, String workflow, int part, char what) {
        /** @param raw as it lies in the store; edited by hand, it is of no workflow */
        public static Entry of(String raw) {
            String[] words = raw.split(" ");
            try {
                return new Entry(
                        raw, Long.parseLong(words[0]), words[1], Integer.parseInt(words[2]), words[3].charAt(0));
            } catch (IllegalArgumentException | IndexOutOfBoundsException edited) {
                return new Entry(raw, 0, "", 0, '?');
            }
        }
    }

    /**
     * Stores members of one queue, blocked; they have a place in a workflow. Returns those that are not made, by position
     * from 0: {@code g} where another job has the id or the key, {@code n} where another part of the workflow has the id.
     */
    public Map<Integer, Character> admit(String queue, List<Job> members) {
        queues.number(queue);
        List<List<Job>> slices = slices(members);
        List<Response> answers = admitAll(queue, slices);
        if (answers.stream().anyMatch(answer -> answer.type() == ResponseType.NUMBER)) {
            queues.register(queue); // deleted behind our back
            answers = admitAll(queue, slices);
        }
        Map<Integer, Character> refused = new HashMap<>();
        for (int i = 0; i < answers.size(); i++) {
            for (Response position : answers.get(i)) {
                int at = position.toInteger();
                refused.put(i * SLICE + Math.abs(at) - 1, at < 0 ? 'n' : 'g');
            }
        }
        return refused;
    }

    private List<Response> admitAll(String queue, List<List<Job>> slices) {
        List<byte[]> of = keys(queue).of(Script.ADMIT);
        return send(slices.stream()
                .map(slice -> Script.ADMIT.request(of, admitted(slice)))
                .toList());
    }

    private static <T> List<List<T>> slices(List<T> all) {
        List<List<T>> slices = new ArrayList<>();
        for (int from = 0; from < all.size(); from += SLICE) {
            slices.add(all.subList(from, Math.min(all.size(), from + SLICE)));
        }
        return slices;
    }

    private static List<byte[]> admitted(List<Job> slice) {
        List<byte[]> args = new ArrayList<>(2 + 6 * slice.size());
        args.add(Wire.STORE_TIME);
        args.add(Wire.bytes(slice.size()));
        for (Job job : slice) {
            args.add(Wire.bytes(job.id()));
            args.add(RecordCodec.pack(job));
            args.add(Wire.bytes(job.member().workflow() + " " + job.member().part()));
            Arrivals.lock(job, args);
        }
        return args;
    }

    /** A blocked job that may run. @param delayMs milliseconds that it still waits */
    public record Release(String jobId, long delayMs) {}

    /** Moves blocked jobs to waiting or scheduled, in one round; those that are elsewhere stay there. @param jobs by queue */
    public void release(Map<String, List<Release>> jobs) {
        List<Request> calls = drops();
        jobs.forEach((queue, all) -> slices(all)
                .forEach(slice -> calls.add(Script.RELEASE.request(keys(queue).of(Script.RELEASE), released(slice)))));
        send(calls);
    }

    private static List<byte[]> released(List<Release> slice) {
        List<byte[]> args = new ArrayList<>(2 + 2 * slice.size());
        args.add(Wire.STORE_TIME);
        args.add(Wire.bytes(slice.size()));
        for (Release one : slice) {
            args.add(Wire.bytes(one.jobId()));
            args.add(Wire.bytes(one.delayMs()));
        }
        return args;
    }

    /** The first news of several queues, in one round; a queue without news has no entry. @param most of each */
    public Map<String, List<Entry>> news(List<String> among, int most) {
        List<Request> calls = drops();
        int first = calls.size();
        for (String queue : among) {
            calls.add(Request.cmd(Command.ZRANGE)
                    .arg(of(queue, Key.OUTBOX))
                    .arg(0)
                    .arg(most - 1));
        }
        List<Response> answers = send(calls);
        Map<String, List<Entry>> all = new HashMap<>();
        for (int i = 0; i < among.size(); i++) {
            List<String> raw = Wire.texts(answers.get(first + i));
            if (!raw.isEmpty()) {
                all.put(among.get(i), raw.stream().map(Entry::of).toList());
            }
        }
        return all;
    }

    /** Their workflows know these news: they are removed with the next call, or told once more where this node dies before. */
    public void known(String queue, List<Entry> entries) {
        entries.forEach(entry -> known.computeIfAbsent(queue, first -> ConcurrentHashMap.newKeySet())
                .add(entry.raw()));
    }

    /** Removes what is known now. */
    public void removeKnown() {
        send(drops());
    }

    /** The commands that remove what is known, each once. */
    private List<Request> drops() {
        List<Request> all = new ArrayList<>();
        for (String queue : known.keySet()) {
            Request drop = Request.cmd(Command.ZREM).arg(of(queue, Key.OUTBOX));
            Set<String> raw = known.remove(queue);
            if (raw != null) {
                raw.forEach(drop::arg);
                all.add(drop);
            }
        }
        return all;
    }

    private List<Response> send(List<Request> calls) {
        return calls.isEmpty() ? List.of() : RedisLink.await(links.keeper().batch(calls));
    }

    /** Jobs are no members of unfinished workflows any more, and so may be trimmed. */
    public void letGo(String queue, List<String> jobIds) {
        for (int from = 0; from < jobIds.size(); from += SLICE) {
            Request drop = Request.cmd(Command.HDEL).arg(of(queue, Key.MEMBERS));
            jobIds.subList(from, Math.min(jobIds.size(), from + SLICE)).forEach(drop::arg);
            RedisLink.await(links.keeper().send(drop));
        }
    }

    /** The results of jobs, JSON text, by id; a job without one has no entry. */
    public Map<String, String> results(String queue, List<String> jobIds) {
        return fields(queue, Key.RESULTS, jobIds);
    }

    /** Those of these jobs that are members of workflows that go on. */
    public Set<String> members(String queue, List<String> jobIds) {
        return fields(queue, Key.MEMBERS, jobIds).keySet();
    }

    private Map<String, String> fields(String queue, Key hash, List<String> jobIds) {
        Map<String, String> all = new HashMap<>();
        for (int from = 0; from < jobIds.size(); from += SLICE) {
            List<String> slice = jobIds.subList(from, Math.min(jobIds.size(), from + SLICE));
            Request ask = Request.cmd(Command.HMGET).arg(of(queue, hash));
            slice.forEach(ask::arg);
            Response answer = RedisLink.await(links.reads().send(ask));
            for (int i = 0; i < slice.size(); i++) {
                if (answer.get(i) != null) {
                    all.put(slice.get(i), Wire.text(answer.get(i)));
                }
            }
        }
        return all;
    }

    /** The states of jobs by id; one that is gone has no entry. */
    public Map<String, JobState> states(String queue, List<String> jobIds) {
        List<Request> asks = new ArrayList<>();
        for (int from = 0; from < jobIds.size(); from += SLICE) {
            List<byte[]> ids = jobIds.subList(from, Math.min(jobIds.size(), from + SLICE)).stream()
                    .map(Wire::bytes)
                    .toList();
            asks.add(Script.STAND.request(keys(queue).of(Script.STAND), ids));
        }
        Map<String, JobState> all = new HashMap<>();
        int at = 0;
        for (Response answer : asks.isEmpty()
                ? List.<Response>of()
                : RedisLink.await(links.reads().batch(asks))) {
            for (Response word : answer) {
                String id = jobIds.get(at++);
                Optional.ofNullable(Wire.text(word)).flatMap(JobState::of).ifPresent(state -> all.put(id, state));
            }
        }
        return all;
    }

    private byte[] of(String queue, Key key) {
        return keys(queue).of(key);
    }

    private Keys keys(String queue) {
        return keys.computeIfAbsent(queue, Keys::new);
    }
}
