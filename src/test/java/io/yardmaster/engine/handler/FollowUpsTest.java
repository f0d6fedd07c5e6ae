package io.yardmaster.engine.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yardmaster.api.JobRequest;
import io.yardmaster.api.beans.JobDraft;
import io.yardmaster.job.NewJob;
import io.yardmaster.job.Rules;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FollowUpsTest {
    private record Greeting(String name, List<Integer> numbers) {}

    @Test
    void aRequestBecomesAJob() {
        NewJob job = FollowUps.job(JobRequest.of("greet", new Greeting("Mira", List.of(1, 2)))
                .inQueue("mail")
                .withId("a-1")
                .after(5_000)
                .withPriority(3)
                .tagged("x"));
        assertThat(job.payload()).isEqualTo("{\"name\":\"Mira\",\"numbers\":[1,2]}");
        assertThat(job.queue()).isEqualTo("mail");
        assertThat(job.id()).isEqualTo("a-1");
        assertThat(job.due()).isEqualTo(new NewJob.Due.After(5_000));
        assertThat(job.priority()).isEqualTo(3);
        assertThat(job.tags()).containsExactly("x");
        assertThat(job.place().bodyHash()).isNotNull();
        assertThat(FollowUps.job(JobRequest.of("greet", null)).payload()).isNull();
    }

    @Test
    void theLimitsOfEverybodyHold() {
        refuses(JobRequest.of("no name!", null), "type");
        refuses(JobRequest.of("a", null).inQueue("no queue!"), "queue");
        refuses(JobRequest.of("a", null).withPriority(101), "priority must be between 1 and 100");
        refuses(JobRequest.of("a", null).after(-1), "delayMs must be between 0 and 315360000000");
        refuses(JobRequest.of("a", null).after(315_360_000_001L), "delayMs must be between");
        refuses(JobRequest.of("a", null).after(Long.MAX_VALUE), "delayMs must be between");
        refuses(JobRequest.of("a", "x".repeat(70_000)), "payload must have at most 65536 bytes");
        refuses(JobRequest.of("a", null).tagged(Collections.nCopies(21, "t").toArray(String[]::new)), "tags");
        refuses(JobRequest.of("a", Map.of("self", new Object())), "payload cannot be written as JSON");
    }

    @Test
    void durationsOutOfBoundsAreRefusedByName() {
        JobDraft draft = new JobDraft(drafts -> List.of(), JobRequest.of("a", null), Rules.NONE);
        Duration endless = Duration.ofSeconds(Long.MAX_VALUE);
        assertThatThrownBy(() -> draft.in(endless)).hasMessageContaining("delayMs");
        assertThatThrownBy(() -> draft.expiresIn(endless)).hasMessageContaining("expiresInMs");
        assertThatThrownBy(() -> draft.expiresIn(Duration.ZERO)).hasMessageContaining("expiresInMs");
        assertThatThrownBy(() -> draft.unique("k", endless)).hasMessageContaining("unique.ttlMs");
        assertThatThrownBy(() -> draft.unique("k", Duration.ofDays(-1))).hasMessageContaining("unique.ttlMs");
        assertThatThrownBy(() -> draft.maxAttempts(0)).hasMessageContaining("maxAttempts");
    }

    private static void refuses(JobRequest request, String why) {
        assertThatThrownBy(() -> FollowUps.job(request))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }
}
