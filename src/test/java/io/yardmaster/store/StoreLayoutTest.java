package io.yardmaster.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StoreLayoutTest {
    @Test
    void onlyTheRightLayoutIsTaken() {
        assertThat(Store.refuseLayout("2")).isEmpty();
        assertThat(Store.refuseLayout("1"))
                .hasValueSatisfying(why -> assertThat(why).contains("layout 1", "earlier development version"));
        assertThat(Store.refuseLayout("3"))
                .hasValueSatisfying(why -> assertThat(why).contains("newer"));
        assertThat(Store.refuseLayout("x"))
                .hasValueSatisfying(why -> assertThat(why).contains("layout x"));
    }
}
