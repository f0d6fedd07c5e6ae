package io.yardmaster.web.api.jobs;

import io.yardmaster.engine.jobs.Enqueued;
import io.yardmaster.engine.queues.QueueFullException;
import io.yardmaster.web.problem.ConflictException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * What a bulk call did.
 *
 * @param accepted new jobs
 * @param duplicates jobs that were there already
 * @param rejected places of the request that made no job
 * @param ids for each place of the request, the job's id; null where rejected
 */
record BulkAnswer(int accepted, int duplicates, List<Rejected> rejected, List<String> ids) {
    /** A place of the request that made no job. @param index from 0 */
    record Rejected(int index, String detail) {}

    /** @param enqueued what became of the items that have a job, in their order */
    static BulkAnswer of(List<BulkReader.Item> items, List<Enqueued> enqueued) {
        List<Rejected> rejected = new ArrayList<>();
        List<String> ids = new ArrayList<>(items.size());
        int accepted = 0;
        int duplicates = 0;
        Iterator<Enqueued> done = enqueued.iterator();
        for (BulkReader.Item item : items) {
            Enqueued became = item.job() == null ? null : done.next();
            String refusal = became == null ? item.refusal() : refusal(became);
            if (refusal != null) {
                rejected.add(new Rejected(ids.size(), refusal));
            } else if (became.kind() == Enqueued.Kind.CREATED) {
                accepted++;
            } else {
                duplicates++;
            }
            ids.add(refusal == null ? became.job().id() : null);
        }
        return new BulkAnswer(accepted, duplicates, rejected, ids);
    }

    private static String refusal(Enqueued became) {
        return switch (became.kind()) {
            case CONFLICT -> new ConflictException(became).getMessage();
            case FULL -> new QueueFullException(became.job().queue()).getMessage();
            case CREATED, DUPLICATE, HELD -> null;
        };
    }
}
