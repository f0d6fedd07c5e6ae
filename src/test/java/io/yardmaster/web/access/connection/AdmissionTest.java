package io.yardmaster.web.access.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AdmissionTest {
    private final Admission admission = new Admission(4, 2);

    @Test
    void oneNetworkCannotTakeThePlacesOfAll() {
        assertThat(admission.enter("a")).isTrue();
        assertThat(admission.enter("a")).isTrue();
        assertThat(admission.enter("a")).isFalse();
        assertThat(admission.enter("b")).isTrue();
        admission.leave("a");
        assertThat(admission.enter("a")).isTrue();
        assertThat(admission.enter("c")).isTrue();
        assertThat(admission.enter("d")).isFalse();
    }
}
