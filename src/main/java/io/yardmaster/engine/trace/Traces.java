package io.yardmaster.engine.trace;

import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.yardmaster.engine.node.Identity;
import io.yardmaster.job.Job;
import io.yardmaster.job.attempt.Claim;
import io.yardmaster.job.text.Trace;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * Which trace the run on this thread belongs to. The runner begins and closes a {@link RunSpan} for each run; what the
 * handler enqueues or calls on its thread carries its context on. Without a collector no span is made, and the context of
 * the job is carried on as it came.
 */
@Singleton
public class Traces {
    private final ThreadLocal<Trace> current = new ThreadLocal<>();
    private final Spans spans;

    @Inject
    Traces(TraceSettings settings, Identity node) {
        this.spans = settings.endpoint() == null ? null : Spans.to(settings.traces(), node.id());
    }

    private Traces(Spans spans) {
        this.spans = spans;
    }

    /** One that makes no spans. */
    public static Traces none() {
        return new Traces((Spans) null);
    }

    /** One that hands each span to an exporter when it ends. */
    public static Traces to(SpanExporter exporter) {
        return new Traces(Spans.at(exporter));
    }

    /** The context of the run on this thread; null when there is no run, or it belongs to no trace. */
    public Trace current() {
        return current.get();
    }

    /** A run begins on this thread; close it on the same thread. @param claim what it runs under */
    public RunSpan begin(Job job, Claim claim) {
        Trace from = job.past().trace();
        if (spans == null) {
            return from == null ? RunSpan.NONE : new RunSpan(current, from, null);
        }
        return spans.begin(current, job, claim);
    }

    /** Sends what has not been sent, for at most 5 s. */
    @PreDestroy
    void close() {
        if (spans != null) {
            spans.close();
        }
    }
}
