package io.yardmaster.web.console.jobs;

import io.yardmaster.engine.bulk.Selection;
import io.yardmaster.engine.jobs.Page;
import io.yardmaster.engine.queues.UnknownQueueException;
import io.yardmaster.engine.search.JobFilter;
import io.yardmaster.engine.search.JobSearch;
import io.yardmaster.insight.health.QueueSnapshot;
import io.yardmaster.job.JobState;
import io.yardmaster.job.JobVerb;
import io.yardmaster.job.JobView;
import io.yardmaster.job.attempt.FailureGroup;
import io.yardmaster.job.text.Name;
import io.yardmaster.web.access.Masks;
import io.yardmaster.web.console.frame.Links;
import io.yardmaster.web.console.live.Lookout;
import io.yardmaster.web.console.live.Scene;
import io.yardmaster.web.console.words.Words;
import io.yardmaster.web.console.words.Zone;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Makes pages of lists from what a request asks for; what cannot be meant is left out, with a notice. */
@Singleton
public class JobLists {
    static final int PAGE = 50;
    /** Of more queues only those with something to say can be chosen; a link to any other works as well. */
    private static final int MOST_CHOICES = 200;

    private final JobSearch search;
    private final Masks masks;
    private final Lookout lookout;
    private final InstantSource clock;

    JobLists(JobSearch search, Masks masks, Lookout lookout, InstantSource clock) {
        this.search = search;
        this.masks = masks;
        this.lookout = lookout;
        this.clock = clock;
    }

    /**
     * A page of jobs of one state.
     *
     * @param queue hostile; null or empty for all
     * @param turn which page
     * @param notice what to say first; null for nothing
     * @throws io.yardmaster.store.redis.StoreAwayException when there is nothing to list from
     */
    public JobList list(JobState state, String queue, ListFilter filter, Where turn, String notice, Zone zone) {
        Scene scene = lookout.scene(queue);
        String known = queue != null && scene.queue(queue).isPresent() ? queue : null;
        JobFilter wanted = filter.in(zone, masks::json);
        boolean strange = known == null && queue != null && !queue.isEmpty();
        String said = notice != null ? notice : strange ? unknown(queue) : filter.notice(state, zone);
        Page<JobView> page = page(
                turn.cursor(),
                at -> known == null && scene.queues().size() > MOST_CHOICES
                        ? new ManyQueues(scene, search::over).read(state, wanted, at)
                        : search.list(known, state, wanted, PAGE, at));
        long now = clock.millis();
        Function<String, String> link = at -> link(state, known, filter, at);
        JobList.Pages pages = pages(link, turn, page, count(scene, state, known), zone.moment(now, now));
        boolean none = page.items().isEmpty();
        return new JobList(
                tabs(scene, state, known, filter),
                new JobList.Form(choices(scene, known), filter.local(zone)),
                JobRow.heads(state),
                page.items().stream().map(view -> JobRow.of(view, zone, now)).toList(),
                picks(state, known, filter, count(scene, state, known), zone),
                filter.isEmpty() ? pages : pages.filtered(Found.words(page)),
                !none
                        ? null
                        : filter.isEmpty()
                                ? empty(scene, state, known)
                                : Found.none(state, page, pages, link(state, known, ListFilter.NONE, null)),
                said);
    }

    /** A page of the dead jobs of one group of failures. Throws what {@link #list} throws. */
    public JobList group(FailureGroup group, Where turn, Zone zone) {
        Scene scene = lookout.scene();
        Page<JobView> page = page(turn.cursor(), at -> search.group(group.queue(), group.fingerprint(), PAGE, at));
        long now = clock.millis();
        return new JobList(
                tabs(scene, JobState.DEAD, group.queue(), ListFilter.NONE),
                new JobList.Form(choices(scene, group.queue()), ListFilter.NONE),
                JobRow.heads(JobState.DEAD),
                page.items().stream().map(view -> JobRow.of(view, zone, now)).toList(),
                new JobList.Picks(verbs(JobState.DEAD), Map.of(), ""),
                pages(
                        at -> Links.dead(group.queue(), group.fingerprint(), at),
                        turn,
                        page,
                        group.count(),
                        zone.moment(now, now)),
                page.items().isEmpty() ? empty(scene, JobState.DEAD, group.queue()) : null,
                null);
    }

    private static JobList.Picks picks(JobState state, String queue, ListFilter filter, long count, Zone zone) {
        Map<String, String> fields = new TreeMap<>(filter.fields(zone));
        if (queue != null) {
            fields.put("queue", queue);
        }
        String of = queue == null ? "" : " of " + queue;
        String all = fields.isEmpty() || filter.isUnclear(zone)
                ? ""
                : filter.isEmpty()
                        ? "All " + Words.number(count) + " " + state.word() + " jobs" + of
                        : "All " + state.word() + " jobs" + of + " that match, also on other pages";
        return new JobList.Picks(verbs(state), fields, all);
    }

    private static List<JobVerb> verbs(JobState state) {
        return Arrays.stream(JobVerb.values())
                .filter(verb -> Selection.VERBS.contains(verb) && verb.fits(state))
                .toList();
    }

    /**
     * Which page of a list is asked for; all of it is hostile.
     *
     * @param cursor null for the first page
     * @param from how many rows stand before it, as the link that led here counted
     * @param before cursor of the page that led here; null for the first
     */
    public record Where(String cursor, long from, String before) {
        public static final Where FIRST = new Where(null, 0, null);

        public static Where of(String cursor, String from, String before) {
            boolean counted = cursor != null && from != null && from.matches("[0-9]{1,12}");
            return new Where(cursor, counted ? Long.parseLong(from) : 0, cursor == null ? null : before);
        }

        /** How the next page remembers this one. */
        String asBefore() {
            return cursor == null ? "" : "&before=" + Links.encoded(cursor);
        }
    }

    /** What is said of a list that is filtered. */
    private static final class Found {
        static String words(Page<JobView> page) {
            String rest = page.nextCursor() == null ? "" : ", and more follow";
            return Words.count(page.items().size(), "job") + " of " + Words.number(page.looks()) + " looked at" + rest;
        }

        static JobList.Empty none(JobState state, Page<JobView> page, JobList.Pages pages, String all) {
            String title = "No " + state.word() + " job fits";
            return page.nextCursor() == null
                    ? new JobList.Empty(title, "All of them were looked at.", "Show them without a filter", all)
                    : new JobList.Empty(
                            title + " so far",
                            Words.number(page.looks()) + " were looked at, and more follow.",
                            "Look at the next",
                            pages.next());
        }
    }

    private static Page<JobView> page(String cursor, Function<String, Page<JobView>> read) {
        try {
            return read.apply(cursor);
        } catch (IllegalArgumentException unreadableCursor) {
            return read.apply(null);
        } catch (UnknownQueueException justRemoved) {
            return new Page<>(List.of(), null);
        }
    }

    private static String unknown(String queue) {
        return Name.isName(queue)
                ? "There is no queue " + queue + ". Shown are all queues."
                : "That is no name of a queue.";
    }

    static long count(Scene scene, JobState state, String queue) {
        return queue == null
                ? scene.count(state)
                : scene.queue(queue).map(lane -> lane.count(state)).orElse(0L);
    }

    public static List<JobList.Tab> tabs(Scene scene, JobState current, String queue, ListFilter filter) {
        return Arrays.stream(JobState.values())
                .map(state -> new JobList.Tab(
                        state,
                        count(scene, state, queue),
                        Links.jobs(state, queue, null) + filter.query(),
                        state == current))
                .toList();
    }

    static List<JobList.Choice> choices(Scene scene, String queue) {
        List<JobList.Choice> choices = new ArrayList<>();
        choices.add(new JobList.Choice("", "All queues", queue == null));
        scene.queues().stream()
                .map(QueueSnapshot::name)
                .filter(name -> scene.queues().size() <= MOST_CHOICES
                        || !scene.glyph(name).equals("dot")
                        || name.equals(queue))
                .limit(MOST_CHOICES)
                .forEach(name -> choices.add(new JobList.Choice(name, name, name.equals(queue))));
        return choices;
    }

    /** @param link the address of the page at a cursor; of the first at null */
    private static JobList.Pages pages(
            Function<String, String> link, Where turn, Page<JobView> page, long all, Zone.Moment asOf) {
        long last = turn.from() + page.items().size();
        String shown = Words.number(turn.from() + 1) + " to " + Words.number(last) + " of "
                + Words.count(Math.max(all, last), "job");
        String newest = link.apply(null);
        String next =
                page.nextCursor() == null ? null : link.apply(page.nextCursor()) + "&from=" + last + turn.asBefore();
        String before =
                turn.before() == null ? null : link.apply(turn.before()) + "&from=" + Math.max(0, turn.from() - PAGE);
        return new JobList.Pages(turn.cursor() == null ? null : newest, before, next, shown, asOf, newest);
    }

    private static String link(JobState state, String queue, ListFilter filter, String cursor) {
        return state == JobState.DEAD && filter.isEmpty()
                ? Links.dead(queue, cursor)
                : Links.jobs(state, queue, cursor) + filter.query();
    }

    private static JobList.Empty empty(Scene scene, JobState state, String queue) {
        long ever = Arrays.stream(JobState.values()).mapToLong(scene::count).sum();
        if (ever == 0) {
            String begin = "A job is made here, or by a POST to /api/v1/jobs.";
            return new JobList.Empty("No job yet", begin, "Enqueue a job", "/enqueue");
        }
        String title = "No " + state.word() + " job" + (queue == null ? "" : " in " + queue);
        long elsewhere = scene.count(state);
        return queue != null && elsewhere > 0
                ? new JobList.Empty(
                        title,
                        "All queues together have " + Words.number(elsewhere) + ".",
                        "Show all queues",
                        Links.jobs(state, null, null))
                : new JobList.Empty(title, "The tabs above say where the jobs are.", "Go to the overview", "/");
    }
}
