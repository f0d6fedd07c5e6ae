package io.yardmaster.web.console.dead;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GroupBoardTest {
    @Test
    void whatIsNotShownIsCounted() {
        assertThat(GroupBoard.more(0, 0, 0)).isEmpty();
        assertThat(GroupBoard.more(2, 1_200, 0)).isEqualTo("2 more groups, 1,200 jobs");
    }

    @Test
    void queuesThatWereNotAskedAreNamed() {
        assertThat(GroupBoard.more(0, 0, 200)).isEqualTo("Groups of 200 queues with fewer dead jobs");
        assertThat(GroupBoard.more(1, 1, 1))
                .isEqualTo("1 more group, 1 job, and groups of 1 queue with fewer dead jobs");
    }
}
