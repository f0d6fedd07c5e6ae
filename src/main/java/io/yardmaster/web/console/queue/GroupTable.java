package io.yardmaster.web.console.queue;

import io.yardmaster.engine.queues.QueueGroups;
import io.yardmaster.engine.queues.QueueGroups.Group;
import io.yardmaster.web.console.words.Words;
import io.yardmaster.web.console.words.Zone;
import java.util.List;

/**
 * The groups of a queue as rows.
 *
 * @param rows those with most jobs waiting, at most twenty
 * @param more how many there are beside them, in words; empty where all are shown
 */
public record GroupTable(List<Row> rows, String more) {
    static final GroupTable EMPTY = new GroupTable(List.of(), "");
    private static final int MOST = 20;

    /**
     * A group.
     *
     * @param share its part of the starts by the weights of those that wait
     * @param running how many of its jobs run, and how many may
     * @param note what holds it back; empty where nothing does
     */
    public record Row(String name, String weight, String share, String running, String waiting, String note) {
        private static Row of(Group group, Zone zone, long now) {
            String most = group.limit() == null ? "" : " of " + Words.number(group.limit());
            return new Row(
                    group.name(),
                    Words.number(group.weight()),
                    group.share() == null ? Words.NONE : Words.wholePercent(group.share()),
                    Words.number(group.running()) + most,
                    Words.number(group.waiting()),
                    note(group, zone, now));
        }

        private static String note(Group group, Zone zone, long now) {
            if (group.limitedUntil() != null && group.limitedUntil() > now) {
                return "limited until " + zone.moment(group.limitedUntil(), now).text();
            }
            return group.full() && group.waiting() > 0 ? "runs as many as it may" : "";
        }
    }

    static GroupTable of(QueueGroups.All all, Zone zone, long now) {
        List<Row> rows = all.groups().stream()
                .limit(MOST)
                .map(group -> Row.of(group, zone, now))
                .toList();
        int hidden = all.groups().size() - rows.size();
        String more =
                hidden == 0 ? "" : "And " + Words.count(hidden, "more group") + (all.isWhole() ? "." : " at least.");
        return new GroupTable(rows, more);
    }
}
