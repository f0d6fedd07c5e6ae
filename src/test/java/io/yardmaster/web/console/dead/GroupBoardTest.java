package io.yardmaster.web.console.dead;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GroupBoardTest {
    @Test
    void whatIsNotShownIsCounted() {
        assertThat(GroupBoard.more(0, 0, 0)).isEmpty();
        assertThat(GroupBoard.more(2, 1_200, 0)).isEqualTo("2\u00a0more groups, 1,200\u00a0jobs");
    }

    @Test
    void queuesThatWereNotAskedAreNamed() {
        assertThat(GroupBoard.more(0, 0, 200)).isEqualTo("Groups of 200\u00a0queues with fewer dead jobs");
        assertThat(GroupBoard.more(1, 1, 1))
                .isEqualTo("1\u00a0more group, 1\u00a0job, and groups of 1\u00a0queue with fewer dead jobs");
    }
}
