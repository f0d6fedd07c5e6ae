package io.yardmaster.web.console.job;

import io.yardmaster.engine.handler.HandlerRegistry;
import io.yardmaster.engine.jobs.Forecast;
import io.yardmaster.engine.jobs.Jobs;
import io.yardmaster.insight.health.QueueSnapshot;
import io.yardmaster.insight.health.WhyRules;
import io.yardmaster.job.JobState;
import io.yardmaster.job.JobView;
import io.yardmaster.job.Rules;
import io.yardmaster.job.attempt.Attempt;
import io.yardmaster.job.attempt.JobError;
import io.yardmaster.job.attempt.LogLine;
import io.yardmaster.web.console.live.Lookout;
import io.yardmaster.web.console.live.Scene;
import io.yardmaster.web.console.words.Words;
import io.yardmaster.web.console.words.Zone;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;

/** Puts together what is known of one job. */
@Singleton
public class JobSheets {
    private static final int MOST_FORETOLD = 10;
    private static final int MOST_LINES = 200;

    private final Jobs jobs;
    private final HandlerRegistry handlers;
    private final Lookout lookout;
    private final InstantSource clock;

    JobSheets(Jobs jobs, HandlerRegistry handlers, Lookout lookout, InstantSource clock) {
        this.jobs = jobs;
        this.handlers = handlers;
        this.lookout = lookout;
        this.clock = clock;
    }

    /** One job. Throws what {@link Jobs#find} throws. @param queue null to look everywhere */
    JobSheet of(String queue, String id, Zone zone) {
        JobView view = jobs.find(queue, id);
        long now = clock.millis();
        Rules policy = handlers.rules(view.job());
        List<Forecast.Start> starts = Forecast.of(view, policy, now, MOST_FORETOLD);
        Timeline timeline =
                Timeline.of(view, failures -> policy.backoff().expectedMs(Math.toIntExact(failures)), starts, now);
        return new JobSheet(
                view,
                attempt(view, policy),
                JobSheet.acts(view),
                why(view, zone, now),
                TimelineChart.of(timeline, zone),
                fault(view),
                JobSheet.Json.of(view.job().payload()),
                JobSheet.Json.of(view.result()),
                log(view, zone, now),
                starts.stream().map(start -> retry(start, zone, now)).toList(),
                JobFacts.of(view, policy, zone, now));
    }

    private static String attempt(JobView view, Rules policy) {
        int number = view.attempt();
        return number == 0 ? "not run yet" : "attempt " + number + " of " + policy.maxAttempts();
    }

    private WhyNot why(JobView view, Zone zone, long now) {
        Scene scene = lookout.scene();
        QueueSnapshot queue = scene.queue(view.job().queue()).orElse(null);
        if (queue == null) {
            return null; // made within the last second: the next look knows
        }
        double starts = queue.recent().processed()
                * 60_000.0
                / Math.max(1, queue.recent().windowMs());
        Long ahead = jobs.position(view);
        WhyRules.Known known = new WhyRules.Known(view, queue.info(), scene.nodes(), ahead == null ? 0 : ahead, now);
        return WhyNot.of(
                known,
                queue.count(JobState.WAITING),
                starts,
                at -> zone.moment(at, now).text());
    }

    private static JobSheet.Fault fault(JobView view) {
        JobError error = view.error();
        if (error == null) {
            return null;
        }
        int attempt = view.attempts().reversed().stream()
                .filter(ended -> ended.error() != null)
                .findFirst()
                .map(Attempt::number)
                .orElse(0);
        return new JobSheet.Fault(error, attempt, Stack.of(error.stack()));
    }

    private List<JobSheet.Line> log(JobView view, Zone zone, long now) {
        List<LogLine> lines =
                jobs.log(view.job().queue(), view.job().id(), MOST_LINES, null).items();
        return lines.stream()
                .map(line -> new JobSheet.Line(zone.moment(line.at(), now), line.level(), line.message()))
                .toList();
    }

    private static JobSheet.Retry retry(Forecast.Start start, Zone zone, long now) {
        String spread = start.spreadMs() == 0 ? "exact" : "± " + Words.duration(start.spreadMs());
        return new JobSheet.Retry(
                start.attempt() + (start.last() ? ", last" : ""), zone.moment(start.at(), now), spread);
    }
}
