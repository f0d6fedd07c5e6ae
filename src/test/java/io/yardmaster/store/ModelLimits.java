package io.yardmaster.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.redis.client.Command;
import io.yardmaster.job.JobState;
import io.yardmaster.job.Option;
import io.yardmaster.job.Rules;
import io.yardmaster.store.call.Key;
import io.yardmaster.store.call.Turned;
import io.yardmaster.store.cluster.SettingsStore;
import io.yardmaster.store.redis.Wire;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** The model's part of groups and limits: they change in the middle, and hold whatever happens. */
final class ModelLimits {
    /** Buckets fill in a day, so that the same seed plays the same steps on a fast machine and a slow one. */
    private static final String[] ALL = {
        "", "", "0 0 q 1", "9 86400000 q 0", "5 86400000 t 0", "5 86400000 g 1", "2 86400000 g 0", "1000 86400000 t 0"
    };

    private static final String LANE = "ym:{q}:lane:";

    private final Yard yard;
    private String limits = "";
    private int total;
    private boolean paused;
    private int checks;

    ModelLimits(Yard yard) {
        this.yard = yard;
    }

    /** A third of the jobs has no group. */
    static Rules rules(String id) {
        int number = Integer.parseInt(id.substring(2));
        return Rules.NONE.with(Option.GROUP, group(id)).with(Option.COST, 1L + number % 4);
    }

    private static String group(String id) {
        return new String[] {null, "a", "b"}[Integer.parseInt(id.substring(2)) % 3];
    }

    /** Somebody changes the limits, as PATCH does: how many run in total, or those of rates and groups. */
    String change(Random random) {
        if (random.nextInt(3) == 0) {
            setTotal(random.nextBoolean() ? 0 : 1 + random.nextInt(8));
            return "total " + total;
        }
        set(ALL[random.nextInt(ALL.length)]);
        if (random.nextInt(3) > 0) {
            new SettingsStore(yard.links).reopen(Yard.QUEUE);
        }
        return "limit " + limits;
    }

    private void setTotal(int changed) {
        total = changed;
        if (total == 0) {
            yard.ask(Command.HDEL, yard.keys.of(Key.META), "total");
        } else {
            yard.ask(Command.HSET, yard.keys.of(Key.META), "total", total);
        }
    }

    /** It is paused every fourth time. */
    String pauseOrResume(Random random) {
        paused = random.nextInt(4) == 0;
        yard.queues.pause(List.of(Yard.QUEUE), paused);
        return "paused " + paused;
    }

    private void set(String changed) {
        limits = changed;
        if (limits.isEmpty()) {
            yard.ask(Command.HDEL, yard.keys.of(Key.META), "limits");
        } else {
            yard.ask(Command.HSET, yard.keys.of(Key.META), "limits", limits);
        }
    }

    /** A claim that took these jobs was within the total, and the limit of their group. */
    void allow(List<String> ids, Model model) {
        assertThat(paused).isFalse();
        if (total > 0) {
            assertThat(model.holds).hasSizeLessThanOrEqualTo(total);
        }
        String id = ids.getFirst();
        int most = limits.isEmpty() ? 0 : Integer.parseInt(limits.replaceFirst(".* ", ""));
        if (most > 0 && group(id) != null) {
            assertThat(running(group(id), model)).hasSizeLessThanOrEqualTo(most);
        }
    }

    /** Looks at every fifth step: seven calls each would take longer than the verbs. */
    void check(String after, Model model) {
        if (checks++ % 5 > 0) {
            return;
        }
        for (String group : List.of("a", "b")) {
            List<String> runs = Wire.texts(yard.ask(Command.SMEMBERS, "ym:{q}:runs:" + group));
            assertThat(runs).as(after).containsExactlyInAnyOrderElementsOf(running(group, model));
        }
        assertThat(forgotten()).as(after).isEmpty();
    }

    void everyJobThatWaitsIsClaimedInTheEnd(Model model) {
        set("");
        setTotal(0);
        yard.queues.pause(List.of(Yard.QUEUE), false);
        new SettingsStore(yard.links).reopen(Yard.QUEUE);
        while (!model.in(JobState.WAITING).isEmpty()) {
            Turned turned = LimitTest.claim(yard, 0, "last", 9);
            assertThat(turned.claimed()).isNotEmpty();
            Yard.ids(turned).forEach(id -> model.hold(id, turned.claim("last")));
        }
    }

    private static List<String> running(String group, Model model) {
        return model.holds.keySet().stream()
                .filter(id -> group.equals(group(id)))
                .toList();
    }

    /** Lanes that hold jobs and that no claim would ever look at. */
    private List<String> forgotten() {
        Set<String> known = new HashSet<>();
        for (byte[] set : List.of(yard.keys.of(Key.LANES), yard.keys.shutLanes(), yard.keys.fullLanes())) {
            known.addAll(Wire.texts(yard.ask(Command.ZRANGE, set, 0, -1)));
        }
        String mode = Wire.text(yard.ask(Command.HGET, yard.keys.of(Key.META), "lanes"));
        if (mode == null || mode.equals("0")) {
            known.add("0");
        }
        List<String> forgotten = new ArrayList<>();
        for (String key : Wire.texts(yard.ask(Command.KEYS, LANE + "*"))) {
            if (!known.contains(key.substring(LANE.length()))) {
                forgotten.add(key);
            }
        }
        return forgotten;
    }
}
