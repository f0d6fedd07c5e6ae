package io.yardmaster.web.api.dead;

import io.yardmaster.engine.bulk.DeadPreview;
import io.yardmaster.job.JobView;
import java.util.List;

/** What a bulk act would do, as the API writes it. @param notEligible empty: every dead job can be acted on */
record Preview(long matched, List<Excluded> notEligible, List<JobView> samples) {
    /** Jobs that the act would leave out, and why. */
    record Excluded(String reason, long count) {}

    static Preview of(DeadPreview preview) {
        return new Preview(preview.matched(), List.of(), preview.samples());
    }
}
