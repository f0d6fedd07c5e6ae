package io.yardmaster.web.api.queues;

import io.yardmaster.engine.queues.QueueInfo;
import io.yardmaster.job.JobState;
import io.yardmaster.web.api.request.At;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A queue as the API writes it; what cannot be set yet is null. */
public record QueueJson(
        String name,
        boolean paused,
        Integer weight,
        Object concurrency,
        Object rateLimit,
        At limitedUntil,
        Object defaults,
        Object retention,
        Map<String, Long> counts,
        Long oldestWaitingMs,
        Slots slots) {
    private static final List<JobState> ORDER = List.of(
            JobState.WAITING,
            JobState.ACTIVE,
            JobState.SCHEDULED,
            JobState.RETRYING,
            JobState.BLOCKED,
            JobState.COMPLETED,
            JobState.DEAD,
            JobState.CANCELLED);

    /** Slots over all nodes. */
    record Slots(int busy, int total) {}

    public static QueueJson of(QueueInfo queue) {
        Slots slots = new Slots(queue.slotsBusy(), queue.slotsTotal());
        return new QueueJson(
                queue.name(),
                queue.paused(),
                null,
                null,
                null,
                null,
                null,
                null,
                counts(queue),
                queue.oldestWaitingMs(),
                slots);
    }

    /** Every state, in the order of the contract. */
    public static Map<String, Long> counts(QueueInfo queue) {
        Map<String, Long> counts = new LinkedHashMap<>();
        ORDER.forEach(state -> counts.put(state.word(), queue.count(state)));
        return counts;
    }
}
