package io.yardmaster.job.attempt;

import io.yardmaster.job.text.Text;

/**
 * Why a job ended as it did.
 *
 * @param reason the kind of end
 * @param detail one sentence for people, at most 500 characters; null when the reason says it all
 */
public record Ending(Reason reason, String detail) {
    private static final int LONGEST_DETAIL = 500;

    public Ending {
        detail = Text.cut(detail, LONGEST_DETAIL);
    }
}
