package io.yardmaster.job.attempt;

import io.yardmaster.job.text.Text;

/**
 * How far a run is.
 *
 * @param percent 0..100
 * @param message at most 200 characters; null when none
 */
public record Progress(int percent, String message) {
    private static final int LONGEST = 200;

    public Progress {
        percent = Math.clamp(percent, 0, 100);
        message = Text.cut(message, LONGEST);
    }
}
