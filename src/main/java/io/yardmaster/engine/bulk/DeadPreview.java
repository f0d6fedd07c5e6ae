package io.yardmaster.engine.bulk;

import io.yardmaster.job.JobView;
import java.util.List;

/**
 * What a bulk act on jobs of a queue would do now.
 *
 * @param matched how many jobs are meant, exactly
 * @param conflicts how many of them a retry would leave dead, since another job holds their unique key
 * @param needed how many of them a clean would leave, since their workflow goes on and may need their result
 * @param samples up to five of them, last died first
 */
public record DeadPreview(long matched, long conflicts, long needed, List<JobView> samples) {
    /** One where every job can be acted on. */
    DeadPreview(long matched, List<JobView> samples) {
        this(matched, 0, 0, samples);
    }

    /** How many jobs it would act on. */
    public long eligible() {
        return matched - conflicts - needed;
    }
}
