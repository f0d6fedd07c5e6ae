package io.yardmaster.engine.workflow;

import io.yardmaster.engine.node.Loop;
import io.yardmaster.engine.node.QueueFaults;
import io.yardmaster.engine.node.Visits;
import io.yardmaster.store.QueueStore;
import io.yardmaster.store.workflow.MemberStore;
import io.yardmaster.store.workflow.MemberStore.Entry;
import io.yardmaster.store.workflow.WorkflowStore;
import io.yardmaster.store.workflow.WorkflowStore.Applied;
import io.yardmaster.store.workflow.WorkflowStore.News;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Moves workflows on, on every worker node at once: (1) reads from the queues what became of members; (2) their
 * workflows take it in, each in its own slot, and say what is to be done; (3) that is done and reported; (4) the news are
 * removed. Each step can be repeated, by any node, wherever another one died.
 */
@Singleton
public class Advance {
    private static final String DUTY = "workflows";
    private static final long LOOK_MS = 1_000;
    /** The node that began something has so long to finish it. */
    private static final long PATIENCE_MS = 5_000;
    /** What was announced and not begun for so long will not be. */
    private static final long UNBEGUN_MS = 60_000;

    private final WorkflowStore store;
    private final MemberStore members;
    private final WorkflowMoves moves;
    private final Memory memory;
    private final QueueStore queues;
    private final QueueFaults faults;
    private final InstantSource clock;
    private final Loop loop = new Loop("workflows", this::turn);
    private final MemberEnds ends;
    private final Set<String> woken = ConcurrentHashMap.newKeySet();
    private final Visits visits = new Visits();

    /** When all queues were looked at last, epoch milliseconds. */
    private long lookedAt;

    /** Where it looks. */
    @Singleton
    public record Around(MemberEnds ends, Memory memory, QueueStore queues, QueueFaults faults, InstantSource clock) {}

    Advance(WorkflowStore store, MemberStore members, WorkflowMoves moves, Around around) {
        this.store = store;
        this.members = members;
        this.moves = moves;
        this.memory = around.memory();
        this.queues = around.queues();
        this.faults = around.faults();
        this.clock = around.clock();
        this.ends = around.ends();
        ends.listen(queue -> {
            woken.add(queue);
            loop.wake();
        });
    }

    /** Begins; the store is open. */
    public void start() {
        loop.start();
    }

    public void end() {
        loop.end();
    }

    /** One turn: the queues that something was heard of, and once a second others. Returns nanoseconds until the next. */
    long turn() {
        Set<String> heard = new HashSet<>(woken);
        woken.removeAll(heard);
        long now = clock.millis();
        if (Math.abs(now - lookedAt) < LOOK_MS) {
            Map<String, List<Entry>> told = new HashMap<>();
            heard.forEach(queue -> Optional.ofNullable(ends.take(queue)).ifPresent(news -> told.put(queue, news)));
            heard.removeAll(told.keySet());
            takeAll(told);
            takeIn(List.copyOf(heard));
        } else {
            ends.forget();
            heard.forEach(visits::name);
            takeIn(visits.next(queues::names));
            moves.report();
            takeUp();
            memory.forgetOld(now);
            lookedAt = now;
        }
        return LOOK_MS * 1_000_000;
    }

    /** Takes in all that became of members in those queues, and leaves nothing to be removed. */
    void sweep(List<String> among) {
        takeIn(among);
        members.removeKnown();
    }

    private void takeIn(List<String> among) {
        List<String> left = among;
        while (!left.isEmpty()) {
            left = takeAll(faults.together(left, DUTY, part -> members.news(part, WorkflowStore.SLICE)));
        }
    }

    /** Returns the queues that may have more. */
    private List<String> takeAll(Map<String, List<Entry>> news) {
        List<String> more = new ArrayList<>();
        news.forEach((queue, entries) -> faults.in(queue, DUTY, () -> {
            if (take(queue, entries) && entries.size() == WorkflowStore.SLICE) {
                more.add(queue);
            }
        }));
        return more;
    }

    /** Returns true when all were taken in: one that was not is left for later, and none is lost. */
    private boolean take(String queue, List<Entry> entries) {
        Map<String, List<Entry>> byWorkflow = new LinkedHashMap<>();
        entries.forEach(entry -> byWorkflow
                .computeIfAbsent(entry.workflow(), first -> new ArrayList<>())
                .add(entry));
        List<Entry> known = moves.take(queue, byWorkflow);
        members.known(queue, known);
        return known.size() == entries.size();
    }

    /** As {@link WorkflowMoves#drive}. */
    Applied drive(String id, String source, List<News> news) {
        return moves.drive(id, source, news);
    }

    /** Goes on where a node died between two steps of a request. */
    private void takeUp() {
        long now = clock.millis();
        List<String> undone = store.undone(now - PATIENCE_MS);
        if (undone.isEmpty()) {
            return;
        }
        Set<String> old = new HashSet<>(store.undone(now - UNBEGUN_MS));
        undone.forEach(id -> WorkflowMoves.apart(id, () -> takeUp(id, old.contains(id))));
    }

    /** @param old begun so long ago that nobody is at it any more */
    private void takeUp(String id, boolean old) {
        Applied applied = drive(id, "", List.of());
        boolean isOpen = !applied.state().isEmpty();
        if (isOpen && (applied.unmade() == 0 || old && store.abandon(id) == applied.unmade())) {
            store.offDuty(id);
        } else if (!isOpen && old) {
            store.forget(id);
        }
    }
}
