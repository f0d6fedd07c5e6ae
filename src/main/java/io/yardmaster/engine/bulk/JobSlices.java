package io.yardmaster.engine.bulk;

import io.yardmaster.engine.operation.Walks;
import io.yardmaster.job.JobView;
import java.util.List;

/** A walk over jobs, a slice at a time. */
interface JobSlices extends Walks.Slices {
    /** What is done to the jobs of each slice. */
    Acts.Act act();

    /** How many jobs it has looked at so far, whether they were meant or not. */
    long looked();

    /** The jobs of the next slice that are meant; may be empty before the walk is over. */
    List<JobView> slice();

    @Override
    default int next() {
        List<JobView> jobs = slice();
        return jobs.isEmpty() ? 0 : act().on(jobs);
    }

    @Override
    default long failed() {
        return act().failed();
    }
}
