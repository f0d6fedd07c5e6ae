package io.yardmaster.engine.workflow;

import io.yardmaster.engine.jobs.JobEvent;
import io.yardmaster.engine.jobs.JobEvents;
import io.yardmaster.job.Job;
import io.yardmaster.job.JobState;
import io.yardmaster.job.JobView;
import io.yardmaster.job.attempt.Ending;
import io.yardmaster.job.attempt.Reason;
import io.yardmaster.job.workflow.WorkflowState;
import io.yardmaster.store.JobReader;
import io.yardmaster.store.JobStore;
import io.yardmaster.store.call.Move;
import io.yardmaster.store.call.Written;
import io.yardmaster.store.workflow.MemberStore;
import io.yardmaster.store.workflow.MemberStore.Release;
import io.yardmaster.store.workflow.WorkflowReader;
import io.yardmaster.store.workflow.WorkflowReader.Node;
import io.yardmaster.store.workflow.WorkflowStore.Applied;
import io.yardmaster.store.workflow.WorkflowStore.News;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** Does what a workflow says is to be done, in the queues of its members. Everything here can be done twice. */
@Singleton
public class Duties {
    private static final int MOST_TRIES = 10;
    private static final int SLICE = 1_000;

    private final Memory memory;
    private final WorkflowReader reader;
    private final MemberStore members;
    private final JobStore jobs;
    private final JobReader views;
    private final JobEvents events;
    private final Callbacks callbacks;

    /** The sides of the store that know jobs. */
    @Singleton
    public record JobSides(JobStore jobs, JobReader views) {}

    Duties(
            Memory memory,
            WorkflowReader reader,
            MemberStore members,
            JobSides sides,
            JobEvents events,
            Callbacks callbacks) {
        this.memory = memory;
        this.reader = reader;
        this.members = members;
        this.jobs = sides.jobs();
        this.views = sides.views();
        this.events = events;
        this.callbacks = callbacks;
    }

    /** Does everything in its order. Returns members that could not be made, since another job has their id or key. */
    List<News> perform(String id, Applied applied) {
        List<News> refused = new ArrayList<>();
        List<String[]> items =
                applied.todo().stream().map(item -> item.split(" ")).toList();
        int at = 0;
        while (at < items.size()) {
            int end = at + 1;
            while (end < items.size() && items.get(end)[1].equals(items.get(at)[1])) {
                end++;
            }
            some(id, applied.state(), items.subList(at, end), refused);
            at = end;
        }
        return refused;
    }

    /** Items of one kind. */
    private void some(String id, String state, List<String[]> items, List<News> refused) {
        switch (items.getFirst()[1]) {
            case "m" -> makeAll(id, items, refused);
            case "r" -> {
                if (!state.equals(WorkflowState.CANCELLED.word())) {
                    releaseAll(items);
                }
            }
            case "a" -> cancel(id, parts(items), "a job before it failed", view -> view.state() == JobState.BLOCKED);
            case "k" -> items.forEach(item -> callbacks.call(id, item[2]));
            case "x" -> cancelAll(id);
            case "u" -> memory.letGo(id);
            default -> {
                // "w": the script goes on by itself once it hears that this was done
            }
        }
    }

    /** Ranges that follow each other are made together, up to 1,000 parts. */
    private void makeAll(String id, List<String[]> items, List<News> refused) {
        int at = 0;
        while (at < items.size()) {
            int from = number(items.get(at), 2);
            int to = number(items.get(at++), 3);
            while (at < items.size() && number(items.get(at), 2) == to + 1 && number(items.get(at), 3) - from < SLICE) {
                to = number(items.get(at++), 3);
            }
            make(id, from, to, refused);
        }
    }

    private void make(String id, int from, int to, List<News> refused) {
        List<Node> nodes = reader.nodes(id, from, to).stream()
                .filter(node -> node.step() != null)
                .toList();
        Map<Integer, Job> records = reader.jobs(id, nodes);
        Map<String, List<Job>> byQueue = new LinkedHashMap<>();
        records.values()
                .forEach(job -> byQueue.computeIfAbsent(job.queue(), first -> new ArrayList<>())
                        .add(job));
        byQueue.forEach((queue, all) -> members.admit(queue, all)
                .forEach((position, what) ->
                        refused.add(new News(0, all.get(position).member().part(), what))));
    }

    /** Releases of several workflows, in one round; those that are cancelled release nothing. */
    void release(List<Applied> several) {
        List<String[]> items = several.stream()
                .filter(applied -> !applied.state().equals(WorkflowState.CANCELLED.word()))
                .flatMap(applied -> applied.todo().stream())
                .map(item -> item.split(" "))
                .toList();
        if (!items.isEmpty()) {
            releaseAll(items);
        }
    }

    /** Each with queue, id and delay of its job, unless a hand took that away. */
    private void releaseAll(List<String[]> items) {
        Map<String, List<Release>> byQueue = new HashMap<>();
        items.stream()
                .filter(item -> item.length == 6)
                .forEach(item -> byQueue.computeIfAbsent(item[3], first -> new ArrayList<>())
                        .add(new Release(item[4], Long.parseLong(item[5]))));
        members.release(byQueue);
    }

    /** Cancels members; one that runs is asked to stop. Returns how many were in a state to be cancelled. */
    private int cancel(String id, List<Integer> parts, String why, Predicate<JobView> which) {
        Ending ending = new Ending(Reason.WORKFLOW, why);
        int[] tried = {0};
        each(id, parts, (queue, all) -> {
            List<JobView> found = all.stream().filter(which).toList();
            List<Move> moves =
                    found.stream().map(view -> cancelling(view, ending)).toList();
            List<Boolean> moved = moves.isEmpty() ? List.of() : jobs.move(queue, moves);
            for (int i = 0; i < moved.size(); i++) {
                if (moved.get(i) && found.get(i).state() != JobState.ACTIVE) {
                    events.tell(new JobEvent.Placed(found.get(i).job(), JobState.CANCELLED));
                }
            }
            tried[0] += moves.size();
        });
        return tried[0];
    }

    static Move cancelling(JobView view, Ending ending) {
        return Move.of(view, JobState.CANCELLED, new Written(view.job(), ending));
    }

    /** Until nothing is left that could be cancelled: what was read may have moved meanwhile. */
    private void cancelAll(String id) {
        Predicate<JobView> goesOn = view -> !view.state().isFinal() && !view.isStopping();
        int tries = 0;
        while (cancel(id, reader.open(id), "its workflow was cancelled", goesOn) > 0 && tries++ < MOST_TRIES) {}
    }

    /** Puts the dead and cancelled members back. Returns the queues of those that came back. */
    List<String> retry(String id, long now) {
        List<String> queues = new ArrayList<>();
        each(id, reader.bad(id), (queue, all) -> {
            List<Move> moves = all.stream()
                    .filter(view -> view.state() == JobState.DEAD || view.state() == JobState.CANCELLED)
                    .map(view -> Move.of(
                            view, JobState.WAITING, new Written(view.job().afresh(null, now), null)))
                    .toList();
            if (!moves.isEmpty() && jobs.move(queue, moves).contains(true)) {
                queues.add(queue);
            }
        });
        return queues;
    }

    /** Hands the jobs of parts over, queue by queue, at most 1,000 at once. */
    private void each(String id, List<Integer> parts, BiConsumer<String, List<JobView>> act) {
        for (int from = 0; from < parts.size(); from += SLICE) {
            Map<String, List<String>> byQueue = Memory.byQueue(
                    reader.some(id, parts.subList(from, Math.min(parts.size(), from + SLICE))).values().stream()
                            .toList(),
                    node -> true);
            byQueue.forEach((queue, ids) -> act.accept(queue, views.findAll(queue, ids)));
        }
    }

    private static List<Integer> parts(List<String[]> items) {
        return items.stream().map(item -> number(item, 2)).toList();
    }

    private static int number(String[] item, int at) {
        return Integer.parseInt(item[at]);
    }
}
