package io.yardmaster.engine.operation;

import java.util.List;
import java.util.UUID;

/**
 * A plan to begin.
 *
 * @param id of its operation, so that a call that is repeated begins it once; null for one that the server makes
 * @param total how many jobs it is about
 */
public record Counted(String id, BulkPlan plan, long total) {
    /** So many jobs are few: who asks for an act on them waits for its end. */
    static final long FEW = 1_000;

    public Counted {
        id = id == null ? UUID.randomUUID().toString() : id;
    }

    /** True where they are about few jobs together, and may be carried out at once. */
    static boolean areFew(List<Counted> plans) {
        return plans.stream().mapToLong(Counted::total).sum() <= FEW
                && plans.stream().allMatch(one -> one.plan().pace() == null);
    }
}
