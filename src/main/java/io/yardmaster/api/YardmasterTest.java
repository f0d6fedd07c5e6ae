package io.yardmaster.api;

import io.yardmaster.job.attempt.JobError;
import io.yardmaster.job.attempt.Outcome;
import io.yardmaster.job.attempt.Reason;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs a handler in a test as the server would, without a server: holds the payload to its bounds, turns what is thrown
 * into a failure, and keeps what the handler said and enqueued.
 *
 * <pre>{@code
 * YardmasterTest ran = YardmasterTest.run(new GreetingHandler(), new Greeting("Mira"));
 * assertInstanceOf(Outcome.Succeeded.class, ran.outcome());
 * }</pre>
 */
public final class YardmasterTest {
    private final Outcome outcome;
    private final Told told;

    private YardmasterTest(Outcome outcome, Told told) {
        this.outcome = outcome;
        this.told = told;
    }

    /** The first attempt of a job that nobody cancels. */
    public static <P> YardmasterTest run(Handler<P> handler, P payload) {
        return run(handler, payload, 1, false);
    }

    /** An attempt of a job. @param attempt from 1 @param cancelled whether somebody has asked it to stop */
    public static <P> YardmasterTest run(Handler<P> handler, P payload, int attempt, boolean cancelled) {
        JobHandler says = handler.getClass().getAnnotation(JobHandler.class);
        if (says == null) {
            throw new IllegalArgumentException(handler.getClass().getName() + " has no @JobHandler with its job type");
        }
        Told told = new Told(says, attempt, cancelled);
        return new YardmasterTest(outcome(handler, payload, told), told);
    }

    /** What became of the job; never null. */
    public Outcome outcome() {
        return outcome;
    }

    /** The lines of its log, in order. */
    public List<String> log() {
        return List.copyOf(told.lines);
    }

    /** What it said about how far it is, in percent, in order. */
    public List<Integer> progress() {
        return List.copyOf(told.percents);
    }

    /** The jobs that it enqueued, in order. */
    public List<JobRequest> enqueued() {
        return List.copyOf(told.requests);
    }

    /** The workflows that it began, in order. */
    public List<Workflow> begun() {
        return List.copyOf(told.workflows);
    }

    private static <P> Outcome outcome(Handler<P> handler, P payload, Told told) {
        try {
            PayloadBounds.check("payload", payload);
        } catch (IllegalArgumentException broken) {
            return new Outcome.Fatal(JobError.of("BadPayload", broken.getMessage()), Reason.BAD_PAYLOAD);
        }
        try {
            Outcome outcome = handler.run(payload, told);
            return outcome == null ? Outcome.succeeded() : outcome;
        } catch (Exception thrown) {
            return Outcome.failed(thrown);
        }
    }

    private static final class Told implements JobContext {
        private final JobHandler says;
        private final int attempt;
        private final boolean cancelled;
        private final List<String> lines = new ArrayList<>();
        private final List<Integer> percents = new ArrayList<>();
        private final List<JobRequest> requests = new ArrayList<>();
        private final List<Workflow> workflows = new ArrayList<>();

        Told(JobHandler says, int attempt, boolean cancelled) {
            this.says = says;
            this.attempt = attempt;
            this.cancelled = cancelled;
        }

        @Override
        public String jobId() {
            return "test-job";
        }

        @Override
        public String queue() {
            return says.queue().isEmpty() ? "default" : says.queue();
        }

        @Override
        public String type() {
            return says.value();
        }

        @Override
        public int attempt() {
            return attempt;
        }

        @Override
        public long epoch() {
            return attempt;
        }

        @Override
        public boolean isCancelled() {
            return cancelled;
        }

        @Override
        public void progress(int percent, String message) {
            percents.add(percent);
        }

        @Override
        public void log(String message) {
            lines.add(message);
        }

        @Override
        public String begin(Workflow workflow) {
            workflows.add(workflow);
            return "workflow-" + workflows.size();
        }

        @Override
        public List<String> add(String workflowId, List<JobRequest> jobs) {
            return jobs.stream().map(this::enqueue).toList();
        }

        @Override
        public String enqueue(JobRequest request) {
            requests.add(request);
            return request.id() == null ? "enqueued-" + requests.size() : request.id();
        }
    }
}
