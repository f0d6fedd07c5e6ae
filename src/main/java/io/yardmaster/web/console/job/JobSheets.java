package io.yardmaster.web.console.job;

import io.yardmaster.engine.handler.HandlerRegistry;
import io.yardmaster.engine.handler.RetryDelays;
import io.yardmaster.engine.jobs.Forecast;
import io.yardmaster.engine.jobs.Jobs;
import io.yardmaster.engine.search.FailureGroups;
import io.yardmaster.engine.workflow.WorkflowViews;
import io.yardmaster.insight.health.QueueSnapshot;
import io.yardmaster.insight.health.WhyRules;
import io.yardmaster.job.JobState;
import io.yardmaster.job.JobView;
import io.yardmaster.job.Rules;
import io.yardmaster.job.attempt.Attempt;
import io.yardmaster.job.attempt.Backoff;
import io.yardmaster.job.attempt.JobError;
import io.yardmaster.job.attempt.LogLine;
import io.yardmaster.web.access.Masks;
import io.yardmaster.web.console.frame.Links;
import io.yardmaster.web.console.live.Lookout;
import io.yardmaster.web.console.live.Scene;
import io.yardmaster.web.console.words.Words;
import io.yardmaster.web.console.words.Zone;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.function.IntFunction;

/** Puts together what is known of one job. */
@Singleton
public class JobSheets {
    private static final int MOST_FORETOLD = 10;
    private static final int MOST_LINES = 200;

    private final Jobs jobs;
    private final FailureGroups failures;
    private final RetryDelays delays;
    private final HandlerRegistry handlers;
    private final Lookout lookout;
    private final Masks masks;
    private final WorkflowViews workflows;
    private final InstantSource clock;

    /** The sides of the engine that it reads. */
    @Singleton
    record JobReads(Jobs jobs, FailureGroups failures, RetryDelays delays) {}

    JobSheets(
            JobReads reads,
            HandlerRegistry handlers,
            Lookout lookout,
            Masks masks,
            WorkflowViews workflows,
            InstantSource clock) {
        this.jobs = reads.jobs();
        this.failures = reads.failures();
        this.delays = reads.delays();
        this.handlers = handlers;
        this.lookout = lookout;
        this.masks = masks;
        this.workflows = workflows;
        this.clock = clock;
    }

    /** One job. Throws what {@link Jobs#find} throws. @param queue null to look everywhere */
    JobSheet of(String queue, String id, Zone zone) {
        JobView view = jobs.find(queue, id);
        long now = clock.millis();
        Rules policy = handlers.rules(view.job());
        IntFunction<Backoff> backoffs = failures ->
                delays.counted(policy.backoff(), failures, view.job().type());
        List<Forecast.Start> starts = view.job().tally().failures() == 0
                ? List.of()
                : Forecast.of(view, policy, now, MOST_FORETOLD, backoffs);
        Timeline timeline =
                Timeline.of(view, failures -> backoffs.apply((int) failures).expectedMs((int) failures), starts, now);
        return new JobSheet(
                view,
                attempt(view, policy),
                JobSheet.acts(view),
                why(view, zone, now),
                TimelineChart.of(timeline, zone),
                fault(view),
                JobSheet.Json.of(masks.json(view.job().payload())),
                JobSheet.Json.of(masks.json(view.result())),
                log(view, zone, now),
                starts.stream().map(start -> retry(start, zone, now)).toList(),
                JobFacts.of(view, policy, jobs.copies(view), zone, now));
    }

    private static String attempt(JobView view, Rules policy) {
        int number = view.attempt();
        return number == 0 ? "not run yet" : "attempt " + number + " of " + policy.maxAttempts();
    }

    private WhyNot why(JobView view, Zone zone, long now) {
        if (view.state() == JobState.BLOCKED) {
            String sentence = WhyRules.blocked(workflows.blockers(view.job()).orElse(null))
                    .sentence();
            return new WhyNot(sentence, "", false);
        }
        Scene scene = lookout.scene();
        QueueSnapshot queue = scene.queue(view.job().queue()).orElse(null);
        if (queue == null) {
            return null; // made within the last second: the next look knows
        }
        double starts = queue.recent().processed()
                * 60_000.0
                / Math.max(1, queue.recent().windowMs());
        Long ahead = jobs.position(view);
        long place = ahead == null ? 0 : ahead;
        WhyRules.Known known = new WhyRules.Known(view, queue.info(), scene.nodes(), place, jobs.closed(view), now);
        return WhyNot.of(
                known,
                queue.count(JobState.WAITING),
                starts,
                at -> zone.moment(at, now).text());
    }

    private JobSheet.Fault fault(JobView view) {
        JobError error = view.error();
        if (error == null) {
            return null;
        }
        int attempt = view.attempts().reversed().stream()
                .filter(ended -> ended.error() != null)
                .findFirst()
                .map(Attempt::number)
                .orElse(0);
        return new JobSheet.Fault(error, attempt, Stack.of(masks.text(error.stack())), others(view));
    }

    /** The other jobs that died of the same failure; null where there is none. */
    private JobSheet.Others others(JobView view) {
        String print = view.error().fingerprint();
        String queue = view.job().queue();
        boolean dead = view.state() == JobState.DEAD;
        long count = print == null ? 0 : failures.count(queue, print) - (dead ? 1 : 0);
        String words = Words.number(count) + (!dead ? "" : count == 1 ? " other" : " others") + " died of this";
        return count <= 0 ? null : new JobSheet.Others(words, Links.dead(queue, print, null));
    }

    private List<JobSheet.Line> log(JobView view, Zone zone, long now) {
        List<LogLine> lines =
                jobs.log(view.job().queue(), view.job().id(), MOST_LINES, null).items();
        return lines.stream()
                .map(line -> new JobSheet.Line(zone.moment(line.at(), now), line.level(), masks.text(line.message())))
                .toList();
    }

    private static JobSheet.Retry retry(Forecast.Start start, Zone zone, long now) {
        String spread = start.spreadMs() == 0 ? "exact" : "± " + Words.duration(start.spreadMs());
        return new JobSheet.Retry(
                start.attempt() + (start.last() ? ", last" : ""), zone.moment(start.at(), now), spread);
    }
}
