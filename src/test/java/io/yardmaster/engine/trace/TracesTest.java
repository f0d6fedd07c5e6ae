package io.yardmaster.engine.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.yardmaster.job.Job;
import io.yardmaster.job.Past;
import io.yardmaster.job.Rules;
import io.yardmaster.job.Times;
import io.yardmaster.job.Work;
import io.yardmaster.job.attempt.Claim;
import io.yardmaster.job.attempt.JobError;
import io.yardmaster.job.attempt.Outcome;
import io.yardmaster.job.text.Trace;
import java.util.List;
import org.junit.jupiter.api.Test;

class TracesTest {
    private static final Trace ASKED = new Trace("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", 1);
    private static final Claim CLAIM = new Claim(7, 0, "w");

    private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
    private final Traces traces = Traces.to(exporter);

    @Test
    void aRunIsASpanBelowTheContextOfItsJob() {
        String sentOn;
        try (RunSpan run = traces.begin(job(ASKED), CLAIM)) {
            sentOn = run.traceparent();
            assertThat(traces.current().header()).isEqualTo(sentOn);
            run.ended(Outcome.succeeded());
        }
        SpanData span = only();
        assertThat(span.getName()).isEqualTo("process t");
        assertThat(span.getTraceId()).isEqualTo(ASKED.id());
        assertThat(span.getParentSpanId()).isEqualTo(ASKED.span());
        assertThat(sentOn).isEqualTo(new Trace(ASKED.id(), span.getSpanId(), 1).header());
        assertThat(attribute(span, "messaging.destination.name")).isEqualTo("q");
        assertThat(attribute(span, "messaging.message.id")).isEqualTo("a");
        assertThat(attribute(span, "yardmaster.outcome")).isEqualTo("succeeded");
        assertThat(span.getAttributes().get(AttributeKey.longKey("yardmaster.epoch")))
                .isEqualTo(7);
        assertThat(traces.current()).isNull();
    }

    @Test
    void aFailureSaysItsKindButNotItsMessage() {
        try (RunSpan run = traces.begin(job(ASKED), CLAIM)) {
            run.ended(new Outcome.Failed(JobError.of("Http500", "password=hunter2"), null));
        }
        SpanData span = only();
        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(attribute(span, "error.type")).isEqualTo("Http500");
        assertThat(span.toString()).doesNotContain("hunter2");
    }

    @Test
    void aJobWithoutATraceBeginsOne() {
        try (RunSpan run = traces.begin(job(null), CLAIM)) {
            assertThat(run.traceparent()).isNotNull();
        }
        assertThat(only().getParentSpanContext().isValid()).isFalse();
    }

    @Test
    void whatIsNotSampledIsCarriedOnButNotSent() {
        try (RunSpan run = traces.begin(job(new Trace(ASKED.id(), ASKED.span(), 0)), CLAIM)) {
            assertThat(run.traceparent()).startsWith("00-" + ASKED.id()).endsWith("-00");
        }
        assertThat(exporter.getFinishedSpanItems()).isEmpty();
    }

    @Test
    void withoutACollectorTheContextGoesOnAsItCame() {
        Traces off = Traces.none();
        try (RunSpan run = off.begin(job(ASKED), CLAIM)) {
            assertThat(run.traceparent()).isEqualTo(ASKED.header());
            assertThat(off.current()).isEqualTo(ASKED);
        }
        assertThat(off.current()).isNull();
        assertThat(off.begin(job(null), CLAIM)).isSameAs(RunSpan.NONE);
    }

    private SpanData only() {
        List<SpanData> spans = exporter.getFinishedSpanItems();
        assertThat(spans).hasSize(1);
        return spans.getFirst();
    }

    private static String attribute(SpanData span, String name) {
        return span.getAttributes().get(AttributeKey.stringKey(name));
    }

    private static Job job(Trace trace) {
        Work work = new Work("t", null, 10, List.of());
        return new Job("a", "q", work, Rules.NONE, Times.of(0, 0), Past.NONE.trace(trace));
    }
}
