package io.yardmaster.store.cluster;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.yardmaster.store.call.Key;
import io.yardmaster.store.call.Keys;
import io.yardmaster.store.record.Hold;
import io.yardmaster.store.redis.RedisLink;
import io.yardmaster.store.redis.RedisLinks;
import io.yardmaster.store.redis.Wire;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what the groups of a queue hold: jobs that wait in their lanes, and jobs that run. */
@Singleton
public class GroupReader {
    private static final int MOST_LANES = 1_000;
    private static final Pattern GROUP_LANE = Pattern.compile("(?:g|suspects):([^:]+)(?::.*)?");

    private final RedisLinks links;

    public GroupReader(RedisLinks links) {
        this.links = links;
    }

    /**
     * What a group holds.
     *
     * @param limitedUntil epoch milliseconds until which an empty bucket of tokens holds it back; null when none does
     * @param full true while it runs as many jobs as it may
     */
    public record Held(long waiting, long running, Long limitedUntil, boolean full) {
        private static final Held NONE = new Held(0, 0, null, false);

        private Held waits(long more) {
            return new Held(waiting + more, running, limitedUntil, full);
        }

        private Held runs() {
            return new Held(waiting, running + 1, limitedUntil, full);
        }

        private Held limited(Long until) {
            return new Held(waiting, running, until, full);
        }

        private Held filled() {
            return new Held(waiting, running, limitedUntil, true);
        }
    }

    /**
     * The groups of a queue that hold jobs, by name, and under "" what waits outside of groups.
     *
     * @param groups by name
     * @param isWhole false where the queue has more than a thousand lanes of a kind, and only those are read
     */
    public record LaneGroups(Map<String, Held> groups, boolean isWhole) {}

    /** A lane. @param until when a limit has closed it, epoch milliseconds; else null @param full closed by its group's limit */
    private record Lane(String word, Long until, boolean full) {
        /** Empty for jobs without a group. */
        String group() {
            Matcher matcher = GROUP_LANE.matcher(word);
            return matcher.matches() ? matcher.group(1) : "";
        }
    }

    /** What they hold now. */
    public LaneGroups of(String queue) {
        Keys keys = new Keys(queue);
        List<Response> sets = RedisLink.await(links.reads()
                .batch(List.of(
                        first(keys.of(Key.LANES)),
                        first(keys.shutLanes()),
                        first(keys.fullLanes()),
                        Request.cmd(Command.HGETALL).arg(keys.of(Key.ACTIVE)))));
        List<Lane> lanes = new ArrayList<>(List.of(new Lane("0", null, false)));
        boolean isWhole = true;
        for (int set = 0; set < 3; set++) {
            List<Lane> read = lanes(sets.get(set), set);
            isWhole &= read.size() < MOST_LANES;
            lanes.addAll(read);
        }
        Map<String, Held> groups = new TreeMap<>();
        addWaiting(keys, lanes, groups);
        Hold.each(sets.get(3), (id, claim) -> {
            String group = new Lane(claim.lane(), null, false).group();
            if (!group.isEmpty()) {
                groups.merge(group, Held.NONE.runs(), (held, one) -> held.runs());
            }
        });
        return new LaneGroups(groups, isWhole);
    }

    private void addWaiting(Keys keys, List<Lane> lanes, Map<String, Held> groups) {
        List<Request> asks = lanes.stream()
                .map(lane -> Request.cmd(Command.ZCARD).arg(keys.lane(lane.word())))
                .toList();
        List<Response> counts = RedisLink.await(links.reads().batch(asks));
        for (int i = 0; i < lanes.size(); i++) {
            Lane lane = lanes.get(i);
            Held held = groups.getOrDefault(lane.group(), Held.NONE)
                    .waits(counts.get(i).toLong());
            Held limited = lane.until() == null || lane.full() ? held : held.limited(lane.until());
            groups.put(lane.group(), lane.full() ? limited.filled() : limited);
        }
    }

    private static Request first(byte[] lanes) {
        return Request.cmd(Command.ZRANGE).arg(lanes).arg(0).arg(MOST_LANES - 1).arg("WITHSCORES");
    }

    /** The lanes beside the plain one, which is counted in any case. @param set 0 open, 1 shut, 2 full */
    private static List<Lane> lanes(Response answer, int set) {
        List<Lane> all = new ArrayList<>();
        Wire.scored(answer, (word, score) -> {
            if (!word.equals("0")) {
                all.add(new Lane(word, set == 0 ? null : Long.valueOf(score), set == 2));
            }
        });
        return all;
    }
}
