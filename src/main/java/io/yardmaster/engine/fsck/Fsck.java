package io.yardmaster.engine.fsck;

import io.yardmaster.engine.operation.Operation;
import io.yardmaster.engine.operation.Operations;
import io.yardmaster.engine.workflow.WorkflowCheck;
import io.yardmaster.job.Actor;
import io.yardmaster.store.QueueStore;
import io.yardmaster.store.call.Key;
import io.yardmaster.store.cluster.FsckStore;
import io.yardmaster.store.cluster.FsckStore.Bytes;
import io.yardmaster.store.cluster.FsckStore.Finding;
import io.yardmaster.store.cluster.FsckStore.Slice;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * Walks over the whole store while it works and says what is not as it should be: a job without a place or a place without
 * a job, a run without a lease, a lock without a job, a run that counts in a group wrongly, a dead job outside of the group
 * of its failure, a workflow that waits for what will not come, a counter that differs from a recount, a key of a wrong
 * type. Each slice is looked at, and repaired, in one
 * script, so that what moves meanwhile is not taken for damage.
 */
@Singleton
public class Fsck {
    private static final Logger LOG = Logger.getLogger(Fsck.class);
    private static final int MOST_FINDINGS = 1_000;
    /** What a worker may still be about to write: a run without a lease is looked at again after this. */
    private static final long SECOND_LOOK_MS = 2_000;

    private static final Pattern GROUP_LANE = Pattern.compile("g:([^:]+)(?::.*)?");

    private static final List<Key> SETS =
            List.of(Key.LANE, Key.SCHEDULED, Key.RETRYING, Key.BLOCKED, Key.COMPLETED, Key.DEAD, Key.CANCELLED);
    private static final List<Key> HASHES = List.of(
            Key.ACTIVE,
            Key.ENDS,
            Key.RESULTS,
            Key.HISTORY,
            Key.ERRORS,
            Key.PROGRESS,
            Key.LOG,
            Key.CANCELS,
            Key.PRINTS,
            Key.COPIES,
            Key.SIZES);

    private final FsckStore store;
    private final QueueStore queues;
    private final Operations operations;
    private final WorkflowCheck workflows;
    private final CountDownLatch never = new CountDownLatch(1);

    Fsck(FsckStore store, QueueStore queues, Operations operations, WorkflowCheck workflows) {
        this.store = store;
        this.queues = queues;
        this.operations = operations;
        this.workflows = workflows;
    }

    /**
     * What was found.
     *
     * @param checked jobs that were looked at
     * @param found how many findings there are, of which the first 1,000 are told
     */
    public record Report(long checked, long found, long repaired, long quarantined, List<Finding> findings) {}

    /** Begins a check of all queues in the background; its operation's result is a {@link Report}. @param by who asks */
    public Operation begin(boolean repair, Actor by) {
        return operations.begin("fsck", by, done -> check(queues.names(), repair, done));
    }

    /** Checks queues, and waits for it. @param done hears how many jobs were checked so far */
    public Report check(List<String> among, boolean repair, LongConsumer done) {
        Tally tally = new Tally(done);
        for (String queue : among) {
            try {
                check(queue, repair, tally);
            } catch (IllegalStateException broken) { // one queue's damage must not hide another's
                LOG.warnf("the check of queue %s broke off: %s", queue, broken.getMessage());
                tally.add(List.of(new Finding("broke_off", queue, "", "")));
            }
        }
        tally.add(ofWorkflows(among, repair));
        return tally.report();
    }

    List<Finding> ofWorkflows(List<String> among, boolean repair) {
        return workflows.check(among, repair, this::pause);
    }

    private void check(String queue, boolean repair, Tally tally) {
        List<Finding> types = store.queue(queue, repair, null);
        tally.add(types);
        if (!repair && types.stream().anyMatch(finding -> finding.kind().equals("wrong_type"))) {
            return; // it cannot be walked over
        }
        AtomicReference<Bytes> bytes = new AtomicReference<>(Bytes.NONE);
        Set<String> leaseless = new HashSet<>();
        store.each(queue, Key.RECORDS, true, ids -> {
            Slice first = store.jobs(queue, false, "", false, ids);
            bytes.set(bytes.get().plus(first.bytes()));
            List<String> damaged =
                    first.findings().stream().map(Finding::id).distinct().toList();
            first.findings().stream().filter(Fsck::isLeaseless).map(Finding::id).forEach(leaseless::add);
            List<String> now =
                    damaged.stream().filter(id -> !leaseless.contains(id)).toList();
            tally.add(
                    now.isEmpty()
                            ? List.of()
                            : store.jobs(queue, repair, "", false, now).findings());
            tally.checked(ids.size());
        });
        secondLook(queue, repair, leaseless, tally);
        places(queue, repair, tally);
        locks(queue, repair, tally);
        groups(queue, repair, tally);
        failures(queue, repair, tally);
        tally.add(store.queue(queue, repair, bytes.get()).stream()
                .filter(finding ->
                        finding.key().endsWith(" bytes") || finding.key().endsWith(" sizes"))
                .toList());
    }

    private void secondLook(String queue, boolean repair, Set<String> leaseless, Tally tally) {
        if (leaseless.isEmpty()) {
            return;
        }
        pause();
        List<String> ids = new ArrayList<>(leaseless);
        for (int from = 0; from < ids.size(); from += 100) {
            List<String> part = ids.subList(from, Math.min(ids.size(), from + 100));
            tally.add(store.jobs(queue, repair, "", false, part).findings());
        }
    }

    void pause() {
        try {
            never.await(SECOND_LOOK_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    /** What stands somewhere without having a record. */
    private void places(String queue, boolean repair, Tally tally) {
        for (Key set : SETS) {
            store.each(queue, set, false, ids -> tally.add(gone(queue, repair, "", ids)));
        }
        for (Key hash : HASHES) {
            store.each(queue, hash, true, ids -> tally.add(gone(queue, repair, "", ids)));
        }
        for (String lane : store.lanes(queue)) {
            store.eachOfLane(queue, lane, ids -> tally.add(gone(queue, repair, lane, ids)));
        }
    }

    private List<Finding> gone(String queue, boolean repair, String lane, List<String> ids) {
        return store.jobs(queue, repair, lane, true, ids).findings();
    }

    private void locks(String queue, boolean repair, Tally tally) {
        store.each(queue, Key.UNIQUE, true, keys -> tally.add(store.locks(queue, repair, keys, List.of())));
        store.each(queue, Key.LOCK_ENDS, false, keys -> tally.add(store.locks(queue, repair, keys, List.of())));
        store.each(queue, Key.NEXT, true, keys -> tally.add(store.locks(queue, repair, keys, List.of())));
        store.each(queue, Key.LOCKS, true, ids -> tally.add(store.locks(queue, repair, List.of(), ids)));
    }

    /** Of the groups that have jobs waiting: what counts as running and does not would hold them back for ever. */
    private void groups(String queue, boolean repair, Tally tally) {
        store.lanes(queue).stream()
                .map(GROUP_LANE::matcher)
                .filter(Matcher::matches)
                .map(lane -> lane.group(1))
                .distinct()
                .forEach(group ->
                        store.eachRun(queue, group, ids -> tally.add(store.groupRuns(queue, repair, group, ids))));
    }

    private void failures(String queue, boolean repair, Tally tally) {
        store.each(queue, Key.PRINTS, true, ids -> tally.add(store.failures(queue, repair, "", ids)));
        for (String print : store.prints(queue)) {
            store.eachDeadOf(queue, print, ids -> tally.add(store.failures(queue, repair, print, ids)));
            tally.add(store.failures(queue, repair, print, List.of()));
        }
    }

    private static boolean isLeaseless(Finding finding) {
        return finding.kind().equals("no_lease");
    }

    /** What was found so far, each finding once. */
    private static final class Tally {
        private final LongConsumer done;
        private final Set<Finding> seen = new HashSet<>();
        private final List<Finding> told = new ArrayList<>();
        private long checked;
        private long repaired;
        private long quarantined;

        Tally(LongConsumer done) {
            this.done = done;
        }

        void checked(int jobs) {
            checked += jobs;
            done.accept(checked);
        }

        void add(List<Finding> findings) {
            for (Finding finding : findings) {
                if (seen.add(finding)) {
                    repaired += finding.action().equals("repaired") ? 1 : 0;
                    quarantined += finding.action().equals("quarantined") ? 1 : 0;
                    if (told.size() < MOST_FINDINGS) {
                        told.add(finding);
                    }
                }
            }
        }

        Report report() {
            return new Report(checked, seen.size(), repaired, quarantined, List.copyOf(told));
        }
    }
}
