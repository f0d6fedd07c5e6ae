package io.yardmaster.job.unique;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Places of a scan, in the order of Redis: 0, 4, 2, 1, and 0 again as the end. */
class KeyCursorTest {
    /** The first page gave a, b, c of the part up to 2; the table grew; the second gave d and e of the part up to 4. */
    private static final KeyCursor TWICE = KeyCursor.OTHERS.within("2", "c").within("4", "e");

    @Test
    void aPartOfAPartThatWasGivenByHalfPassesOverWhatBothGave() {
        assertThat(TWICE.passes("4", "e")).isTrue();
        assertThat(TWICE.passes("4", "f")).isFalse();
        KeyCursor rest = TWICE.behind("4");
        assertThat(rest.passes("2", "c")).as("given by the first page").isTrue();
        assertThat(rest.passes("2", "d"))
                .as("not of the part that the second gave")
                .isFalse();
        assertThat(rest.behind("2").passes("1", "a")).isFalse();
        assertThat(rest.behind("2").isWithin()).isFalse();
    }

    @Test
    void aWiderHalfReplacesThoseWithinIt() {
        KeyCursor wider = TWICE.within("2", "g");
        assertThat(wider).isEqualTo(KeyCursor.OTHERS.within("2", "g"));
        assertThat(TWICE.within(KeyCursor.END, "h").halves()).isEmpty();
        assertThat(TWICE.within(KeyCursor.END, "h").passes("1", "h")).isTrue();
    }

    @Test
    void aWordComesBackAsTheCursorThatItIsOf() {
        assertThat(KeyCursor.of(TWICE.text())).isEqualTo(TWICE);
        assertThat(KeyCursor.of(KeyCursor.OTHERS.text())).isEqualTo(KeyCursor.OTHERS);
        KeyCursor floor = TWICE.within(KeyCursor.END, "h");
        assertThat(KeyCursor.of(floor.text())).isEqualTo(floor);
        KeyCursor timed = KeyCursor.timed(7, "k");
        assertThat(KeyCursor.of(timed.text())).isEqualTo(timed);
    }
}
