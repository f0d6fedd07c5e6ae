package io.yardmaster.web.api.jobs;

import io.yardmaster.job.NewJob.Due;
import io.yardmaster.web.api.request.At;
import io.yardmaster.web.api.request.JsonReader;

/** Reads when a job may first run: {@code delayMs} or {@code runAt}, not both. */
final class DueReader {
    private final JsonReader in;
    private Due due = Due.NOW;
    private boolean given;

    DueReader(JsonReader in) {
        this.in = in;
    }

    void delayMs() {
        Long delay = in.integer(0, Due.LONGEST_MS);
        take(delay == null ? Due.NOW : new Due.After(delay));
    }

    void runAt() {
        Long at = At.read(in);
        take(at == null ? Due.NOW : new Due.OnInstant(at));
    }

    /** When it is due; at once where nothing was said. */
    Due due() {
        return due;
    }

    private void take(Due read) {
        if (given) {
            in.note("", "must not be there: delayMs and runAt exclude each other");
        }
        given = true;
        due = read;
    }
}
