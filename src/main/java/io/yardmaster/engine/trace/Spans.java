package io.yardmaster.engine.trace;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.yardmaster.job.Job;
import io.yardmaster.job.attempt.Claim;
import io.yardmaster.job.text.Trace;
import java.util.concurrent.TimeUnit;

/** Makes the spans of runs with the SDK of OpenTelemetry; loaded only where a collector is named. */
final class Spans {
    private static final int PATIENCE_S = 5;

    private final SdkTracerProvider provider;
    private final Tracer tracer;

    private Spans(SpanProcessor processor, Attributes about) {
        this.provider = SdkTracerProvider.builder()
                .addSpanProcessor(processor)
                .setResource(Resource.getDefault().merge(Resource.create(about)))
                .build();
        this.tracer = provider.get("io.yardmaster");
    }

    /** Sent in batches, at most 2,048 of which wait: more are dropped. @param node the id of this node */
    static Spans to(String endpoint, String node) {
        SpanExporter exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(endpoint)
                .setTimeout(PATIENCE_S, TimeUnit.SECONDS)
                .build();
        Attributes about = Attributes.builder()
                .put("service.name", "yardmaster")
                .put("service.instance.id", node)
                .build();
        return new Spans(BatchSpanProcessor.builder(exporter).build(), about);
    }

    /** Each at once. */
    static Spans at(SpanExporter exporter) {
        return new Spans(SimpleSpanProcessor.create(exporter), Attributes.empty());
    }

    /** The span of a run: its parent is the context of the job; without one it begins a trace. */
    RunSpan begin(ThreadLocal<Trace> current, Job job, Claim claim) {
        SpanBuilder builder = tracer.spanBuilder("process " + job.type())
                .setSpanKind(SpanKind.CONSUMER)
                .setParent(parent(job.past().trace()))
                .setAttribute("messaging.system", "yardmaster")
                .setAttribute("messaging.operation.type", "process")
                .setAttribute("messaging.destination.name", job.queue())
                .setAttribute("messaging.message.id", job.id())
                .setAttribute("yardmaster.job.type", job.type())
                .setAttribute("yardmaster.attempt", (long) job.nextAttempt())
                .setAttribute("yardmaster.epoch", claim.epoch());
        Span span = builder.startSpan();
        SpanContext made = span.getSpanContext();
        int flags = made.getTraceFlags().asByte() & 255;
        return new RunSpan(current, new Trace(made.getTraceId(), made.getSpanId(), flags), span);
    }

    void close() {
        provider.shutdown().join(PATIENCE_S, TimeUnit.SECONDS);
    }

    private static Context parent(Trace trace) {
        if (trace == null) {
            return Context.root();
        }
        SpanContext remote = SpanContext.createFromRemoteParent(
                trace.id(), trace.span(), TraceFlags.fromByte((byte) trace.flags()), TraceState.getDefault());
        return Context.root().with(Span.wrap(remote));
    }
}
