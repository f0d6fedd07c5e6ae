package io.yardmaster.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JobVerbTest {
    @ParameterizedTest
    @EnumSource(JobState.class)
    void aJobThatRunsCanOnlyBeStoppedOrRunAgain(JobState state) {
        boolean runs = state == JobState.ACTIVE;
        assertThat(JobVerb.DELETE.fits(state)).isEqualTo(!runs);
        assertThat(JobVerb.CANCEL.fits(state)).isEqualTo(!state.isFinal());
        assertThat(JobVerb.RUN_AGAIN.fits(state)).isTrue();
        assertThat(runs && (JobVerb.RETRY.fits(state) || JobVerb.RUN_NOW.fits(state)))
                .isFalse();
    }

    @Test
    void removingNeedsMoreThanActing() {
        Actor operator = new Actor("ops", Role.OPERATOR);
        assertThat(operator.may(JobVerb.RETRY)).isTrue();
        assertThat(operator.may(JobVerb.DELETE)).isFalse();
        assertThat(new Actor("eye", Role.VIEWER).may(JobVerb.CANCEL)).isFalse();
        assertThat(Actor.SERVER.may(JobVerb.PURGE)).isTrue();
    }
}
