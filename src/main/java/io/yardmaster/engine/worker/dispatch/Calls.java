package io.yardmaster.engine.worker.dispatch;

import io.yardmaster.engine.claims.Claims;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;

/**
 * What the dispatcher's calls need.
 *
 * @param owner id of this worker
 * @param leaseMs length of a lease in milliseconds
 * @param types job types that this worker knows
 * @param dueIn hears in which queue and how many milliseconds a job of this node is due again
 * @param strict true while slots are shared in the declared order, not by weight
 */
public record Calls(
        Claims claims,
        String owner,
        long leaseMs,
        List<String> types,
        BiConsumer<String, Long> dueIn,
        BooleanSupplier strict) {}
