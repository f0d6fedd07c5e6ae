package io.yardmaster.web.console.dead;

import io.yardmaster.engine.search.FailureGroups;
import io.yardmaster.insight.health.QueueSnapshot;
import io.yardmaster.job.JobState;
import io.yardmaster.job.attempt.FailureGroup;
import io.yardmaster.job.text.Name;
import io.yardmaster.web.console.frame.Links;
import io.yardmaster.web.console.live.Lookout;
import io.yardmaster.web.console.live.Scene;
import io.yardmaster.web.console.words.Words;
import io.yardmaster.web.console.words.Zone;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The groups of failures on the page of dead jobs, as far as they are chosen. */
@Singleton
public class GroupBoard {
    static final int SHOWN = 10;
    private static final int MOST_SHOWN = 200;
    /** Of more queues with dead jobs those with the most are asked, unless every group is wanted. */
    static final int MOST_QUEUES = 100;
    /** Of so many queues they are asked in parts, until no other can have a group that would be shown. */
    private static final int PART = 20;

    private final FailureGroups failures;
    private final Lookout lookout;

    GroupBoard(FailureGroups failures, Lookout lookout) {
        this.failures = failures;
        this.lookout = lookout;
    }

    /**
     * What of the page is chosen.
     *
     * @param queue null for all
     * @param print null for no group
     * @param type null for every type
     * @param all every group is shown
     */
    record DeadChoice(String queue, String print, String type, boolean all) {
        DeadChoice {
            queue = Name.isName(queue) ? queue : null;
            print = Name.isName(print) ? print : null;
            type = Name.isName(type) ? type : null;
        }

        String link() {
            String link = Links.dead(queue, print, type, null);
            return all ? link + (link.contains("?") ? "&" : "?") + "groups=all" : link;
        }

        boolean is(FailureGroup group) {
            return group.queue().equals(queue) && group.fingerprint().equals(print);
        }

        boolean fits(FailureGroup group) {
            return type == null || type.equals(group.type()) || is(group);
        }
    }

    /**
     * Groups of failures, largest first.
     *
     * @param rows those that are shown
     * @param more how many are not, in words; empty when all are shown
     * @param moreHref shows them
     * @param chosen whose jobs are listed; null for none
     * @param types of all groups, at most 200
     * @param type the one that is chosen; null for every type
     */
    public record Groups(
            List<GroupRow> rows, String more, String moreHref, GroupRow chosen, List<String> types, String type) {}

    Scene scene() {
        return lookout.scene();
    }

    /** Of the queue where one is chosen alone, else of all with dead jobs; what is chosen is always there. */
    Groups of(DeadChoice chosen, Zone zone) {
        Scene scene = scene();
        boolean alone = chosen.queue != null && chosen.print == null;
        List<QueueSnapshot> queues = withDead(scene, chosen);
        Asked asked = alone ? new Asked(failures.among(List.of(chosen.queue)), queues.size()) : ask(queues, chosen);
        List<FailureGroup> found = asked.groups;
        List<FailureGroup> all = found.stream().filter(chosen::fits).toList();
        int shown = chosen.all ? MOST_SHOWN : SHOWN;
        List<GroupRow> rows = Stream.concat(
                        all.stream().limit(shown), all.stream().skip(shown).filter(chosen::is))
                .map(group -> GroupRow.of(group, chosen.is(group), zone, scene.at()))
                .toList();
        GroupRow current = rows.stream().filter(GroupRow::current).findFirst().orElse(null);
        long jobs = all.stream()
                .skip(shown)
                .filter(group -> !chosen.is(group))
                .mapToLong(FailureGroup::count)
                .sum();
        String more = more(all.size() - rows.size(), jobs, queues.size() - asked.queues);
        List<String> types = found.stream()
                .map(FailureGroup::type)
                .filter(type -> type != null)
                .distinct()
                .limit(MOST_SHOWN)
                .toList();
        String moreHref = new DeadChoice(chosen.queue, chosen.print, chosen.type, true).link();
        return new Groups(rows, more, moreHref, current, types, chosen.type);
    }

    /** What was found. @param queues how many were asked */
    private record Asked(List<FailureGroup> groups, int queues) {}

    private Asked ask(List<QueueSnapshot> queues, DeadChoice chosen) {
        if (chosen.all || queues.size() <= MOST_QUEUES) {
            return new Asked(failures.among(names(queues)), queues.size());
        }
        List<FailureGroup> found = new ArrayList<>();
        int asked = 0;
        while (asked < MOST_QUEUES && !suffice(found, chosen, queues.get(asked).count(JobState.DEAD))) {
            found.addAll(failures.among(names(queues.subList(asked, asked + PART))));
            asked += PART;
        }
        return new Asked(found.stream().sorted(FailureGroups.LARGEST_FIRST).toList(), asked);
    }

    /** True when no group of a queue with so many dead jobs is larger than one that would not be shown any more. */
    static boolean suffice(List<FailureGroup> found, DeadChoice chosen, long dead) {
        return found.stream()
                        .filter(group -> chosen.fits(group) && group.count() >= dead)
                        .limit(SHOWN)
                        .count()
                == SHOWN;
    }

    private static List<String> names(List<QueueSnapshot> queues) {
        return queues.stream().map(QueueSnapshot::name).toList();
    }

    /** Every queue with dead jobs, that with the most first; before it the one that is chosen. */
    private static List<QueueSnapshot> withDead(Scene scene, DeadChoice chosen) {
        return scene.queues().stream()
                .filter(lane -> lane.name().equals(chosen.queue) || lane.count(JobState.DEAD) > 0)
                .sorted(Comparator.comparing(
                                (QueueSnapshot lane) -> !lane.name().equals(chosen.queue))
                        .thenComparing(lane -> -lane.count(JobState.DEAD)))
                .toList();
    }

    /** What is not shown, in words. @param queues how many with fewer dead jobs were not asked */
    static String more(int groups, long jobs, int queues) {
        String first = jobs == 0 ? "" : Words.count(groups, "more group") + ", " + Words.count(jobs, "job");
        String rest = queues == 0 ? "" : "groups of " + Words.count(queues, "queue") + " with fewer dead jobs";
        return first.isEmpty() || rest.isEmpty() ? Words.capital(first + rest) : first + ", and " + rest;
    }
}
