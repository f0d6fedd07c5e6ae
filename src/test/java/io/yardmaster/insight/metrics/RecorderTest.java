package io.yardmaster.insight.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.yardmaster.engine.jobs.JobEvent;
import io.yardmaster.job.Job;
import io.yardmaster.job.Past;
import io.yardmaster.job.Rules;
import io.yardmaster.job.Times;
import io.yardmaster.job.Work;
import io.yardmaster.job.attempt.Attempt;
import io.yardmaster.job.attempt.Claim;
import io.yardmaster.store.record.Counts;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class RecorderTest {
    private static final Claim CLAIM = new Claim(7, 9_000, "node");
    private final Recorder recorder = new Recorder();

    @Test
    void aFirstAttemptThatSucceedsCountsWaitRunAndTheirSum() {
        recorder.on(new JobEvent.Started(job("a"), CLAIM, 40));
        recorder.on(new JobEvent.Completed(job("a"), CLAIM, 40, 2_500));
        Bucket bucket = drained();
        assertThat(bucket.succeeded()).isEqualTo(1);
        assertThat(bucket.failed()).isZero();
        assertThat(bucket.waitTime().sumMicros()).isEqualTo(40_000);
        assertThat(bucket.runTime().sumMicros()).isEqualTo(2_500);
        assertThat(bucket.totalTime().sumMicros()).isEqualTo(42_500);
    }

    @Test
    void aLaterAttemptIsNoWaitAndItsTotalBeginsAtTheCreation() {
        recorder.on(new JobEvent.Started(job("a"), CLAIM, -1));
        recorder.on(new JobEvent.Completed(job("a"), CLAIM, -1, 500));
        Bucket bucket = drained();
        assertThat(bucket.waitTime()).isSameAs(Distribution.NONE);
        assertThat(bucket.totalTime().sumMicros()).isEqualTo(8_000_500);
    }

    @Test
    void failuresCountOnceAndWhatWasPutBackOrCancelledNotAtAll() {
        recorder.on(new JobEvent.Failed(job("a"), attempt(Attempt.End.FAILED), 10));
        recorder.on(new JobEvent.Failed(job("a"), attempt(Attempt.End.TIMEOUT), 10));
        recorder.on(new JobEvent.Died(job("a"), attempt(Attempt.End.FATAL)));
        recorder.on(new JobEvent.Lost(job("a"), attempt(Attempt.End.LOST), true));
        recorder.on(new JobEvent.Died(job("a"), attempt(Attempt.End.LOST)));
        recorder.on(new JobEvent.Failed(job("a"), attempt(Attempt.End.SNOOZED), 10));
        recorder.on(new JobEvent.Snoozed(job("a"), 10));
        recorder.on(new JobEvent.Cancelled(job("a")));
        Bucket bucket = drained();
        assertThat(bucket.failed()).isEqualTo(4);
        assertThat(bucket.succeeded()).isZero();
        assertThat(bucket.runTime()).isSameAs(Distribution.NONE);
    }

    @Test
    void eachTypeHasItsOwnCountsAndTimes() {
        recorder.on(new JobEvent.Started(job("a"), CLAIM, 40));
        recorder.on(new JobEvent.Completed(job("a"), CLAIM, 40, 2_500));
        recorder.on(new JobEvent.Completed(job("b"), CLAIM, -1, 7));
        recorder.on(new JobEvent.Failed(job("b"), attempt(Attempt.End.FAILED), 10));
        assertThat(recorder.drain().get("q"))
                .containsEntry("time:a", 2_500L)
                .containsEntry("a\tok", 1L)
                .containsEntry("a\trs", 2_500L)
                .containsEntry("a\tws", 40_000L)
                .containsEntry("b\tok", 1L)
                .containsEntry("b\tfailed", 1L)
                .containsEntry("b\tr7", 1L)
                .doesNotContainKeys("a\tfailed", "b\tws");
    }

    @Test
    void whatIsDrainedIsNotThereAgain() {
        recorder.on(new JobEvent.Completed(job("a"), CLAIM, 0, 1));
        assertThat(recorder.drain()).containsOnlyKeys("q");
        assertThat(recorder.drain()).isEmpty();
    }

    @Test
    void moreThanTwoHundredTypesShareOneName() {
        for (int i = 0; i < 300; i++) {
            recorder.on(new JobEvent.Completed(job("type" + i), CLAIM, 0, 1));
        }
        Map<String, Long> fields = recorder.drain().get("q");
        assertThat(fields).containsEntry("ok", 300L).containsEntry("ok:other", 100L);
        assertThat(fields.keySet().stream().filter(field -> field.startsWith("ok:")))
                .hasSize(201);
    }

    @Test
    void nothingIsLostBetweenThreadsAndDrains() throws InterruptedException {
        int threads = 4;
        int each = 50_000;
        CountDownLatch done = new CountDownLatch(threads);
        for (int i = 0; i < threads; i++) {
            Thread.ofPlatform().start(() -> {
                for (int n = 0; n < each; n++) {
                    recorder.on(new JobEvent.Completed(job("a"), CLAIM, 0, 10));
                }
                done.countDown();
            });
        }
        long counted = 0;
        while (done.getCount() > 0) {
            counted += drained().succeeded();
        }
        assertThat(counted + drained().succeeded()).isEqualTo((long) threads * each);
    }

    private Bucket drained() {
        return Bucket.of(Counts.of(recorder.drain().getOrDefault("q", Map.of())));
    }

    private static Attempt attempt(Attempt.End end) {
        return new Attempt(1, 7, "node", 0, 1, end, null);
    }

    private static Job job(String type) {
        return new Job("1", "q", new Work(type, null, 10, List.of()), Rules.NONE, Times.of(1_000, 1_000), Past.NONE);
    }
}
