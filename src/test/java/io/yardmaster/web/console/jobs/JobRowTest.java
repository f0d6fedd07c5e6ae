package io.yardmaster.web.console.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.yardmaster.job.JobState;
import io.yardmaster.job.JobView;
import io.yardmaster.job.attempt.Attempt;
import io.yardmaster.web.console.Views;
import io.yardmaster.web.console.words.Zone;
import org.junit.jupiter.api.Test;

class JobRowTest {
    @Test
    void aDeadJobShowsItsErrorAndCanBeRetried() {
        JobRow row = row(Views.view(JobState.DEAD, 5_000L, 2, Views.attempt(2, Attempt.End.FAILED, 0, 1)));
        assertThat(row.error()).isTrue();
        assertThat(row.text()).isEqualTo("Boom: no");
        assertThat(row.acts()).containsExactly(new JobRow.Act("/jobs/j1/retry?queue=mail", "Retry"));
        assertThat(row.acts().getFirst().word()).isEqualTo("retry");
        assertThat(row.at().iso()).isEqualTo("1970-01-01T00:16:45Z");
    }

    @Test
    void aWaitingJobShowsItsPayloadAndPriority() {
        JobRow row = row(Views.view(JobState.WAITING, null, 0));
        assertThat(row.error()).isFalse();
        assertThat(row.text()).isEqualTo("{}");
        assertThat(row.figure()).isEqualTo("10");
        assertThat(row.acts()).extracting(JobRow.Act::label).containsExactly("Cancel");
    }

    @Test
    void everyStateHasHeadsAndAnAct() {
        for (JobState state : JobState.values()) {
            assertThat(JobRow.heads(state).at()).as(state.word()).isNotEmpty();
            assertThat(row(Views.view(state, 1L, 0)).acts()).as(state.word()).isNotEmpty();
        }
    }

    private static JobRow row(JobView view) {
        return JobRow.of(view, Zone.UTC, Views.CREATED + 10_000);
    }
}
