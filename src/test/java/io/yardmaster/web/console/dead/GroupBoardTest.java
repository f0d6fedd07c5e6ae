package io.yardmaster.web.console.dead;

import static org.assertj.core.api.Assertions.assertThat;

import io.yardmaster.job.attempt.FailureGroup;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class GroupBoardTest {
    @Test
    void whatIsNotShownIsCounted() {
        assertThat(GroupBoard.more(0, 0, 0)).isEmpty();
        assertThat(GroupBoard.more(2, 1_200, 0)).isEqualTo("2\u00a0more groups, 1,200\u00a0jobs");
    }

    @Test
    void queuesAreAskedUntilNoGroupCanBeLarger() {
        FailureGroup group =
                new FailureGroup("pay", "f1", "demo.fail", "Boom", "no", 5, 1, 2, "j1", Collections.nCopies(60, 0));
        List<FailureGroup> found = Collections.nCopies(GroupBoard.SHOWN, group);
        GroupBoard.DeadChoice every = new GroupBoard.DeadChoice(null, null, null, false);
        assertThat(GroupBoard.suffice(found, every, 5)).isTrue();
        assertThat(GroupBoard.suffice(found, every, 6)).isFalse();
        assertThat(GroupBoard.suffice(found.subList(1, found.size()), every, 5)).isFalse();
        GroupBoard.DeadChoice typed = new GroupBoard.DeadChoice(null, null, "demo.flaky", false);
        assertThat(GroupBoard.suffice(found, typed, 1)).isFalse();
    }

    @Test
    void queuesThatWereNotAskedAreNamed() {
        assertThat(GroupBoard.more(0, 0, 200)).isEqualTo("Groups of 200\u00a0queues with fewer dead jobs");
        assertThat(GroupBoard.more(1, 1, 1))
                .isEqualTo("1\u00a0more group, 1\u00a0job, and groups of 1\u00a0queue with fewer dead jobs");
    }
}
