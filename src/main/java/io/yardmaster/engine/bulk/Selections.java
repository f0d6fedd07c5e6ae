package io.yardmaster.engine.bulk;

import io.yardmaster.engine.bulk.Selection.Fitting;
import io.yardmaster.engine.bulk.Selection.Picked;
import io.yardmaster.engine.bulk.Selection.Ref;
import io.yardmaster.engine.bulk.Selection.SelectionPreview;
import io.yardmaster.engine.bulk.Selection.TooWideException;
import io.yardmaster.engine.operation.BulkPlan;
import io.yardmaster.engine.operation.Counted;
import io.yardmaster.engine.operation.Operation;
import io.yardmaster.engine.operation.OperationRecords;
import io.yardmaster.engine.operation.Operations;
import io.yardmaster.engine.queues.UnknownQueueException;
import io.yardmaster.job.Actor;
import io.yardmaster.job.JobState;
import io.yardmaster.store.QueueStore;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Does one thing to many jobs of one state, an operation for each of their queues, after a preview. */
@Singleton
public class Selections {
    private final SelectionCounts counts;
    private final QueueStore queues;
    private final Operations operations;
    private final OperationRecords records;

    Selections(SelectionCounts counts, QueueStore queues, Operations operations, OperationRecords records) {
        this.counts = counts;
        this.queues = queues;
        this.operations = operations;
        this.records = records;
    }

    /**
     * What {@link #run} would do now; changes nothing.
     *
     * @throws TooWideException where too many jobs would have to be looked at, or fit in too many queues
     * @throws UnknownQueueException
     */
    public SelectionPreview preview(Selection asked) {
        return counts.of(asked, plans(asked));
    }

    /**
     * Carries it out: an operation for each queue, as {@link Operations#runAll} does. Throws what {@link #preview} throws.
     *
     * @param request the same for each call that only repeats another, which is answered with the operations of that one;
     *     null where each is meant
     * @param by who asks, for the record
     * @return empty where no job is meant
     */
    public List<Operation> run(Selection asked, String request, Actor by) {
        List<Operation> before = begun(request);
        if (!before.isEmpty()) {
            return before;
        }
        List<BulkPlan> plans = plans(asked);
        Map<String, Long> found = counts.of(asked, plans).queues();
        List<Counted> meant = plans.stream()
                .filter(plan -> found.containsKey(plan.queue()))
                .map(plan -> new Counted(id(request, plan.queue()), plan, found.get(plan.queue())))
                .toList();
        List<Operation> now = operations.runAll(meant, by);
        return now.isEmpty() ? begun(request) : now;
    }

    /** The operations that a request began; empty where it began none. */
    private List<Operation> begun(String request) {
        return request == null
                ? List.of()
                : records.all().stream()
                        .filter(one -> one.id().startsWith(request + ":"))
                        .toList();
    }

    private static String id(String request, String queue) {
        return request == null ? null : request + ":" + UUID.nameUUIDFromBytes(queue.getBytes(StandardCharsets.UTF_8));
    }

    /** False while a delete is final at once, since the store's memory is nearly full. */
    public boolean keepsAside() {
        return operations.keepsAside();
    }

    private List<BulkPlan> plans(Selection asked) {
        return switch (asked.which()) {
            case Picked some ->
                some.jobs().stream()
                        .distinct()
                        .collect(Collectors.groupingBy(Ref::queue, LinkedHashMap::new, Collectors.toList()))
                        .entrySet()
                        .stream()
                        .map(of -> plan(asked, of.getKey(), of.getValue()))
                        .toList();
            case Fitting fitting ->
                queues(asked.state(), fitting).stream()
                        .map(queue -> new BulkPlan(
                                asked.verb().word(),
                                queue,
                                asked.state(),
                                fitting.type(),
                                asked.until(),
                                List.of(),
                                null,
                                fitting.match()))
                        .toList();
        };
    }

    private static BulkPlan plan(Selection asked, String queue, List<Ref> jobs) {
        List<String> ids = jobs.stream().map(Ref::id).toList();
        return new BulkPlan(asked.verb().word(), queue, asked.state(), null, asked.until(), ids, null, null);
    }

    private List<String> queues(JobState state, Fitting fitting) {
        if (fitting.queue() != null) {
            UnknownQueueException.unless(queues.exists(fitting.queue()), fitting.queue());
            return List.of(fitting.queue());
        }
        return queues.survey(queues.names()).stream()
                .filter(survey -> survey.counts().get(state) > 0)
                .map(QueueStore.Survey::queue)
                .toList();
    }
}
