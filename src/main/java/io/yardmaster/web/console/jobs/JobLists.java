package io.yardmaster.web.console.jobs;

import io.yardmaster.engine.jobs.Jobs;
import io.yardmaster.engine.jobs.Page;
import io.yardmaster.engine.queues.UnknownQueueException;
import io.yardmaster.insight.health.QueueSnapshot;
import io.yardmaster.job.JobState;
import io.yardmaster.job.JobView;
import io.yardmaster.job.text.Name;
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

/** Makes pages of lists from what a request asks for; what cannot be meant is left out, with a notice. */
@Singleton
public class JobLists {
    static final int PAGE = 50;

    private final Jobs jobs;
    private final Lookout lookout;
    private final InstantSource clock;

    JobLists(Jobs jobs, Lookout lookout, InstantSource clock) {
        this.jobs = jobs;
        this.lookout = lookout;
        this.clock = clock;
    }

    /**
     * A page of jobs of one state.
     *
     * @param queue hostile; null or empty for all
     * @param cursor hostile; null for the first page
     * @param notice what to say first; null for nothing
     * @throws io.yardmaster.store.redis.StoreAwayException when there is nothing to list from
     */
    public JobList list(JobState state, String queue, String cursor, String notice, Zone zone) {
        Scene scene = lookout.scene();
        String known = queue != null && scene.queue(queue).isPresent() ? queue : null;
        String said = known == null && queue != null && !queue.isEmpty() ? unknown(queue) : notice;
        Page<JobView> page = page(known, state, cursor);
        long now = clock.millis();
        List<JobRow> rows =
                page.items().stream().map(view -> JobRow.of(view, zone, now)).toList();
        return new JobList(
                tabs(scene, state, known),
                choices(scene, known),
                JobRow.heads(state),
                rows,
                pages(state, known, cursor, page, count(scene, state, known), zone.moment(now, now)),
                rows.isEmpty() ? empty(scene, state, known) : null,
                said);
    }

    private Page<JobView> page(String queue, JobState state, String cursor) {
        try {
            return jobs.list(queue, state, PAGE, cursor);
        } catch (IllegalArgumentException unreadableCursor) {
            return jobs.list(queue, state, PAGE, null);
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

    public static List<JobList.Tab> tabs(Scene scene, JobState current, String queue) {
        return Arrays.stream(JobState.values())
                .map(state -> new JobList.Tab(
                        state,
                        Words.count(count(scene, state, queue)),
                        Links.jobs(state, queue, null),
                        state == current))
                .toList();
    }

    static List<JobList.Choice> choices(Scene scene, String queue) {
        List<JobList.Choice> choices = new ArrayList<>();
        choices.add(new JobList.Choice("", "All queues", queue == null));
        for (QueueSnapshot lane : scene.queues()) {
            choices.add(new JobList.Choice(lane.name(), lane.name(), lane.name().equals(queue)));
        }
        return choices;
    }

    private static JobList.Pages pages(
            JobState state, String queue, String cursor, Page<JobView> page, long all, Zone.Moment asOf) {
        String shown = Words.number(page.items().size()) + " of "
                + Words.count(Math.max(all, page.items().size()), "job");
        String next = page.nextCursor() == null ? null : link(state, queue, page.nextCursor());
        String newest = link(state, queue, null);
        return new JobList.Pages(cursor == null ? null : newest, next, shown, asOf, newest);
    }

    private static String link(JobState state, String queue, String cursor) {
        return state == JobState.DEAD ? Links.dead(queue, cursor) : Links.jobs(state, queue, cursor);
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
