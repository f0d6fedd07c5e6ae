package io.yardmaster.web.api.dead;

import io.yardmaster.engine.bulk.DeadPreview;
import io.yardmaster.job.JobView;
import java.util.List;

/**
 * What a bulk act would do, as the API writes it.
 *
 * @param matched how many jobs are meant, those that are not eligible too
 * @param notEligible empty where every job can be acted on
 */
record Preview(long matched, List<Excluded> notEligible, List<JobView> samples) {
    /** Jobs that the act would leave out, and why. */
    record Excluded(String reason, long count) {}

    static Preview of(DeadPreview preview) {
        List<Excluded> notEligible =
                preview.conflicts() == 0 ? List.of() : List.of(new Excluded("unique", preview.conflicts()));
        return new Preview(preview.matched(), notEligible, preview.samples());
    }
}
