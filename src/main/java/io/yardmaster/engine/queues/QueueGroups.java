package io.yardmaster.engine.queues;

import io.yardmaster.job.queue.GroupShare;
import io.yardmaster.job.queue.QueueSettings;
import io.yardmaster.store.QueueStore;
import io.yardmaster.store.cluster.GroupReader;
import io.yardmaster.store.cluster.GroupReader.Held;
import io.yardmaster.store.cluster.SettingsStore;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Looks at the groups of a queue: what they hold, and what share of the starts is theirs. */
@Singleton
public class QueueGroups {
    private final GroupReader reader;
    private final SettingsStore settings;
    private final QueueStore queues;

    QueueGroups(GroupReader reader, SettingsStore settings, QueueStore queues) {
        this.reader = reader;
        this.settings = settings;
        this.queues = queues;
    }

    /**
     * A group.
     *
     * @param weight its weight among those that wait
     * @param limit how many of its jobs may run at once over all nodes; null = any number
     * @param share 0..1, its part of the starts by the weights of all groups that wait now, where jobs without a group
     *     count as one group of weight 1; null while none of its jobs waits
     * @param limitedUntil epoch milliseconds until which its rate limit holds it back; null when none does
     * @param full true while it runs as many jobs as it may
     */
    public record Group(
            String name,
            int weight,
            Integer limit,
            long waiting,
            long running,
            Double share,
            Long limitedUntil,
            boolean full) {}

    /** The groups. @param isWhole false where there are more than can be read at once, a thousand of a kind */
    public record All(List<Group> groups, boolean isWhole) {}

    /** Those that hold jobs or of which something is set, most waiting first. @throws UnknownQueueException */
    public All of(String queue) {
        UnknownQueueException.unless(queues.exists(queue), queue);
        QueueSettings set = settings.read(List.of(queue)).get(queue).settings();
        GroupReader.LaneGroups read = reader.of(queue);
        Map<String, Held> held = read.groups();
        double weights = held.entrySet().stream()
                .filter(one -> one.getValue().waiting() > 0)
                .mapToInt(one -> share(set, one.getKey()).weightOrDefault())
                .sum();
        Set<String> names = new TreeSet<>(held.keySet());
        names.addAll(set.groups().keySet());
        names.remove("");
        List<Group> all = names.stream()
                .map(name -> group(name, set, held.get(name), weights))
                .sorted(Comparator.comparingLong(Group::waiting)
                        .thenComparingLong(Group::running)
                        .reversed()
                        .thenComparing(Group::name))
                .toList();
        return new All(all, read.isWhole());
    }

    /** @param held null where it holds no job @param weights of all that wait */
    private static Group group(String name, QueueSettings set, Held held, double weights) {
        GroupShare share = share(set, name);
        Integer limit = share.limit() == null ? set.groupLimit() : share.limit();
        if (held == null) {
            return new Group(name, share.weightOrDefault(), limit, 0, 0, null, null, false);
        }
        Double part = held.waiting() == 0 ? null : Double.valueOf(share.weightOrDefault() / weights);
        return new Group(
                name,
                share.weightOrDefault(),
                limit,
                held.waiting(),
                held.running(),
                part,
                held.limitedUntil(),
                held.full());
    }

    private static GroupShare share(QueueSettings set, String name) {
        return set.groups().getOrDefault(name, GroupShare.NONE);
    }
}
