package io.yardmaster.engine.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.yardmaster.job.attempt.JobError;
import io.yardmaster.job.attempt.Outcome;
import io.yardmaster.job.text.Trace;
import java.util.Locale;

/** The part of a trace that one run is, from its begin on a thread to its close on the same. */
public final class RunSpan implements AutoCloseable {
    /** Of a run that belongs to no trace. */
    static final RunSpan NONE = new RunSpan(null, null, null);

    private final ThreadLocal<Trace> current; // null when it belongs to no trace
    private final Trace trace;
    private final Span span; // null when none is sent

    RunSpan(ThreadLocal<Trace> current, Trace trace, Span span) {
        this.current = current;
        this.trace = trace;
        this.span = span;
        if (current != null) {
            current.set(trace);
        }
    }

    /** The header that the handler sends on; null when the run belongs to no trace. */
    public String traceparent() {
        return trace == null ? null : trace.header();
    }

    /** How the run ended. @param outcome its message stays here: it may hold what its payload holds */
    public void ended(Outcome outcome) {
        if (span == null) {
            return;
        }
        span.setAttribute(
                "yardmaster.outcome", outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT));
        JobError error = error(outcome);
        if (error != null) {
            span.setAttribute("error.type", error.type());
            span.setStatus(StatusCode.ERROR);
        }
    }

    @Override
    public void close() {
        if (current != null) {
            current.remove();
        }
        if (span != null) {
            span.end();
        }
    }

    private static JobError error(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Failed failed -> failed.error();
            case Outcome.Fatal fatal -> fatal.error();
            case Outcome.TimedOut late -> late.error();
            default -> null;
        };
    }
}
