package io.yardmaster.engine.bulk;

import io.yardmaster.job.JobView;
import java.util.List;

/**
 * What a bulk act on dead jobs would do now.
 *
 * @param matched how many jobs it would act on, exactly
 * @param samples up to five of them, last died first
 */
public record DeadPreview(long matched, List<JobView> samples) {}
