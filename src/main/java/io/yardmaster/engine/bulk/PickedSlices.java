package io.yardmaster.engine.bulk;

import io.yardmaster.engine.operation.BulkPlan;
import io.yardmaster.job.JobView;
import io.yardmaster.job.Work;
import io.yardmaster.store.JobReader;
import java.util.List;
import java.util.function.Predicate;

/** Walks over jobs of a queue that were picked one by one, and acts on those that are still meant. */
final class PickedSlices implements JobSlices {
    private static final int SLICE = 200;

    private final JobReader jobs;
    private final BulkPlan plan;
    private final Predicate<JobView> meant;
    private final Acts.Act act;
    private List<String> left;
    private long looked;

    /** @param plan whose shelves are the ids of the jobs */
    PickedSlices(JobReader jobs, BulkPlan plan, Predicate<JobView> meant, Acts.Act act) {
        this.jobs = jobs;
        this.plan = plan;
        this.meant = meant;
        this.act = act;
        this.left = plan.shelves();
    }

    @Override
    public BulkPlan plan() {
        return plan.at(left, null);
    }

    @Override
    public boolean isOver() {
        return left.isEmpty();
    }

    @Override
    public Acts.Act act() {
        return act;
    }

    @Override
    public long looked() {
        return looked;
    }

    @Override
    public List<JobView> slice() {
        int most = Math.min(left.size(), Work.atOnce(SLICE));
        List<String> ids = left.subList(0, most);
        left = List.copyOf(left.subList(most, left.size()));
        looked += most;
        return jobs.findAll(plan.queue(), ids).stream().filter(meant).toList();
    }
}
