package io.yardmaster.web.api.dead;

import io.yardmaster.engine.bulk.DeadPreview;
import io.yardmaster.job.JobView;
import java.util.List;
import java.util.stream.Stream;

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
        List<Excluded> notEligible = Stream.of(
                        new Excluded("unique", preview.conflicts()), new Excluded("workflow", preview.needed()))
                .filter(one -> one.count() > 0)
                .toList();
        return new Preview(preview.matched(), notEligible, preview.samples());
    }
}
