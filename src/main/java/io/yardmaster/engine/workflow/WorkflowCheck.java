package io.yardmaster.engine.workflow;

import io.yardmaster.job.JobState;
import io.yardmaster.job.attempt.Ending;
import io.yardmaster.job.attempt.Reason;
import io.yardmaster.job.workflow.WorkflowState;
import io.yardmaster.store.cluster.FsckStore.Finding;
import io.yardmaster.store.redis.StoreAwayException;
import io.yardmaster.store.workflow.MemberStore;
import io.yardmaster.store.workflow.MemberStore.Entry;
import io.yardmaster.store.workflow.WorkflowFsckStore;
import io.yardmaster.store.workflow.WorkflowFsckStore.Rest;
import io.yardmaster.store.workflow.WorkflowReader;
import io.yardmaster.store.workflow.WorkflowReader.Head;
import io.yardmaster.store.workflow.WorkflowReader.Node;
import io.yardmaster.store.workflow.WorkflowStore;
import io.yardmaster.store.workflow.WorkflowStore.News;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Looks for workflows that wait for what will not come, and for what is left of workflows that are gone; called by the check
 * of the store. What is found is looked at again a little later, since members move meanwhile: only what is still so counts.
 */
@Singleton
public class WorkflowCheck {
    private static final Logger LOG = Logger.getLogger(WorkflowCheck.class);
    private static final int MOST_NEWS = 1_000;
    private static final int SLICE = 1_000;
    private static final String REPAIRED = "repaired";

    private final WorkflowFsckStore fsck;
    private final WorkflowReader reader;
    private final WorkflowStore store;
    private final MemberStore members;
    private final Advance advance;
    private final Duties.JobSides jobs;

    WorkflowCheck(
            WorkflowFsckStore fsck,
            WorkflowReader reader,
            WorkflowStore store,
            MemberStore members,
            Advance advance,
            Duties.JobSides jobs) {
        this.fsck = fsck;
        this.reader = reader;
        this.store = store;
        this.members = members;
        this.advance = advance;
        this.jobs = jobs;
    }

    /** Something found. @param of the workflow, or the queue, that it is of @param mend repairs it; null where nothing can */
    private record Suspect(Finding finding, String of, Runnable mend) {}

    /** @param queues whose members are looked at @param pause waits a little @return what is still wrong after the pause */
    public List<Finding> check(List<String> queues, boolean repair, Runnable pause) {
        Map<Finding, Suspect> first = new LinkedHashMap<>();
        queues.forEach(queue -> look(queue, () -> ofQueue(queue), first));
        fsck.each(ids -> ids.forEach(id -> look(id, () -> ofWorkflow(id), first)));
        if (first.isEmpty()) {
            return List.of();
        }
        pause.run();
        Map<Finding, Suspect> second = new LinkedHashMap<>();
        Set<String> suspects = new LinkedHashSet<>();
        first.values().forEach(suspect -> suspects.add(suspect.of()));
        Set<String> known = new HashSet<>(queues);
        suspects.forEach(of -> look(of, () -> known.contains(of) ? ofQueue(of) : ofWorkflow(of), second));
        second.keySet().retainAll(first.keySet());
        return second.values().stream()
                .map(suspect -> repair ? mended(suspect) : suspect.finding())
                .toList();
    }

    private static Finding mended(Suspect suspect) {
        if (suspect.mend() == null) {
            return suspect.finding();
        }
        suspect.mend().run();
        Finding found = suspect.finding();
        return new Finding(found.kind(), found.key(), found.id(), REPAIRED);
    }

    /** What looks at something. */
    private interface Look {
        List<Suspect> found();
    }

    private static void look(String of, Look look, Map<Finding, Suspect> into) {
        try {
            look.found().forEach(suspect -> into.put(suspect.finding(), suspect));
        } catch (StoreAwayException away) {
            throw away;
        } catch (RuntimeException broken) { // a key of a wrong type must not hide the damage elsewhere
            LOG.warnf("the check of %s broke off: %s", of, broken.getMessage());
            into.put(new Finding("broke_off", of, "", ""), new Suspect(new Finding("broke_off", of, "", ""), of, null));
        }
    }

    /** Links and news of workflows that are gone. */
    private List<Suspect> ofQueue(String queue) {
        List<Suspect> all = new ArrayList<>();
        Set<String> there = new HashSet<>();
        fsck.eachLink(
                queue,
                links -> links.forEach((jobId, place) -> {
                    if (!isThere(place.split(" ")[0], there)) {
                        Finding finding = new Finding("no_workflow", "ym:{" + queue + "}:members", jobId, "");
                        all.add(new Suspect(finding, queue, () -> letGo(queue, jobId)));
                    }
                }));
        for (Entry entry : news(List.of(queue)).getOrDefault(queue, List.of())) {
            if (!isThere(entry.workflow(), there)) {
                Finding finding = new Finding("no_workflow", "ym:{" + queue + "}:outbox", entry.raw(), "");
                all.add(new Suspect(finding, queue, () -> {
                    members.known(queue, List.of(entry));
                    members.removeKnown();
                }));
            }
        }
        return all;
    }

    private boolean isThere(String workflow, Set<String> there) {
        if (!there.contains(workflow) && reader.head(workflow).isPresent()) {
            there.add(workflow);
        }
        return there.contains(workflow);
    }

    private void letGo(String queue, String jobId) {
        members.letGo(queue, List.of(jobId));
        Ending ending = new Ending(Reason.WORKFLOW, "its workflow is gone; a check of the store found it");
        jobs.views().findAll(queue, List.of(jobId)).stream()
                .filter(view -> view.state() == JobState.BLOCKED)
                .forEach(view -> jobs.jobs().move(queue, List.of(Duties.cancelling(view, ending))));
    }

    private List<Suspect> ofWorkflow(String id) {
        Head head = reader.head(id).orElse(null);
        Rest rest = fsck.rest(id);
        List<Suspect> all = new ArrayList<>();
        if (head == null) {
            add(all, !rest.onDuty(), "no_workflow", id, "", () -> store.forget(id));
            return all;
        }
        boolean idle = rest.first() == null && !rest.onDuty();
        add(all, idle && rest.unmade() > 0, "never_begun", id, "", () -> store.abandon(id));
        boolean waits = rest.first() != null && !rest.first().matches("\\d+ r .*");
        add(all, waits && !rest.onDuty(), "undone", id, "", () -> advance.drive(id, "", List.of()));
        if (head.state() == WorkflowState.RUNNING || head.state() == WorkflowState.FAILED) {
            for (int from = 1; from <= head.parts(); from += SLICE) {
                ofParts(id, reader.nodes(id, from, Math.min(head.parts(), from + SLICE - 1)), rest, all);
            }
        }
        return all;
    }

    private void ofParts(String id, List<Node> nodes, Rest rest, List<Suspect> all) {
        Map<String, List<Node>> byQueue = new HashMap<>();
        nodes.stream()
                .filter(node -> node.step() != null)
                .forEach(node -> byQueue.computeIfAbsent(node.step().queue(), first -> new ArrayList<>())
                        .add(node));
        Set<Integer> told = new HashSet<>();
        news(byQueue.keySet())
                .values()
                .forEach(entries -> entries.stream()
                        .filter(entry -> entry.workflow().equals(id))
                        .forEach(entry -> told.add(entry.part())));
        byQueue.forEach((queue, some) -> {
            List<String> ids = some.stream().map(node -> node.step().jobId()).toList();
            Map<String, JobState> states = members.states(queue, ids);
            Map<String, String> links = fsck.links(queue, ids);
            some.stream()
                    .filter(node -> !told.contains(node.number()))
                    .filter(node -> node.state() != null || rest.unmade() == 0)
                    .forEach(node -> ofPart(
                            id,
                            node,
                            states.get(node.step().jobId()),
                            links.get(node.step().jobId()),
                            all));
        });
    }

    /** @param job the state of its job; null when that is gone @param link the place that it is linked to; null = none */
    private void ofPart(String id, Node node, JobState job, String link, List<Suspect> all) {
        String known = node.state() == null ? "o" : node.state().toLowerCase(Locale.ROOT);
        String place = id + " " + node.number();
        String jobId = node.step().jobId();
        if (job == null) {
            // one that is done may be trimmed once its workflow was over, and a retry makes that go on again
            add(all, !"cg".contains(known), "no_member", id, jobId, () -> tell(id, node, 'g'));
        } else if (known.equals("o") && job.isFinal()) {
            add(all, true, "lost_news", id, jobId, () -> tell(id, node, letter(job)));
        } else if ("dx".contains(known) && !job.isFinal()) {
            add(all, true, "lost_news", id, jobId, () -> tell(id, node, 'r'));
        } else if (known.equals("o")) {
            Runnable mend = () -> fsck.link(node.step().queue(), jobId, place);
            add(all, !place.equals(link), "no_link", id, jobId, mend);
        }
    }

    private static char letter(JobState ended) {
        return ended == JobState.COMPLETED ? 'c' : ended == JobState.DEAD ? 'd' : 'x';
    }

    private void tell(String id, Node node, char what) {
        advance.drive(id, "", List.of(new News(0, node.number(), what)));
    }

    private Map<String, List<Entry>> news(Collection<String> queues) {
        return members.news(List.copyOf(queues), MOST_NEWS);
    }

    private static void add(List<Suspect> all, boolean isSo, String kind, String id, String job, Runnable mend) {
        if (isSo) {
            all.add(new Suspect(new Finding(kind, "ym:workflow:{" + id + "}", job, ""), id, mend));
        }
    }
}
