package io.yardmaster.engine.schedule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.yardmaster.engine.schedule.Schedule.Policy;
import io.yardmaster.engine.schedule.Schedule.Source;
import io.yardmaster.engine.schedule.Schedule.Standstill;
import io.yardmaster.engine.schedule.Schedule.Target;
import io.yardmaster.engine.schedule.cron.Timing;
import io.yardmaster.job.Job;
import io.yardmaster.job.NewJob;
import io.yardmaster.job.Past;
import io.yardmaster.job.Times;
import io.yardmaster.store.cluster.ScheduleStore.Saved;

/** A schedule as the store keeps it: a header of ours, and the job of a run as a record. */
final class ScheduleCodec {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private ScheduleCodec() {}

    private record Header(Timing timing, Policy policies, Standstill pause, Source source, RunPart run) {}

    /** @param queue null = the server chooses @param options the jobOptions as given; null when none */
    private record RunPart(String queue, long delayMs, String options) {}

    /** @param version that was seen @param mark before which nothing fires */
    static Saved saved(Schedule schedule, long version, long mark) {
        NewJob job = schedule.target().job();
        Header header = new Header(
                schedule.timing(),
                schedule.policies(),
                schedule.pause(),
                schedule.source(),
                new RunPart(
                        job.queue(),
                        job.due() instanceof NewJob.Due.After after ? after.delayMs() : 0,
                        schedule.target().options()));
        Job template = new Job(schedule.name(), "", job.work(), job.rules(), Times.of(0, 0), Past.NONE);
        try {
            return new Saved(schedule.name(), version, mark, JSON.writeValueAsString(header), template);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a header of texts and numbers is JSON", impossible);
        }
    }

    /** @throws IllegalStateException when a hand in the store made it unreadable */
    static Schedule read(Saved saved) {
        try {
            Header header = JSON.readValue(saved.header(), Header.class);
            Job template = saved.template();
            NewJob job = NewJob.of(template.type())
                    .queue(header.run.queue)
                    .work(template.work())
                    .rules(template.rules())
                    .due(new NewJob.Due.After(header.run.delayMs));
            Target target = new Target(job, header.run.options);
            return new Schedule(saved.name(), header.timing, header.policies, header.pause, target, header.source);
        } catch (JsonProcessingException | RuntimeException edited) {
            throw new IllegalStateException("the schedule " + saved.name() + " cannot be read", edited);
        }
    }
}
