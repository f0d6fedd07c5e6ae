package io.yardmaster.engine.workflow;

import io.yardmaster.store.redis.StoreAwayException;
import io.yardmaster.store.workflow.Heard;
import io.yardmaster.store.workflow.MemberStore.Entry;
import io.yardmaster.store.workflow.WorkflowStore;
import io.yardmaster.store.workflow.WorkflowStore.Applied;
import io.yardmaster.store.workflow.WorkflowStore.News;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/** Lets workflows take news in, and does what is to be done then: of many at the same time in two rounds, where that is little. */
@Singleton
class WorkflowMoves {
    private static final Logger LOG = Logger.getLogger(WorkflowMoves.class);
    private static final int FEW = 50;
    /** Far more than the largest workflow needs, of which a round does some hundred parts. */
    private static final int MOST_ROUNDS = 2_000;

    private static final Pattern RELEASE = Pattern.compile("\\d+ r .*");

    private final WorkflowStore store;
    private final Duties duties;
    /** By workflow the releases that were done and not reported: they go with its next news, within a second at most. */
    private final Map<String, List<String>> released = new ConcurrentHashMap<>();

    WorkflowMoves(WorkflowStore store, Duties duties) {
        this.store = store;
        this.duties = duties;
    }

    /** @param news of one queue, by workflow, in their order. Returns those that were taken in; the others are left for later */
    List<Entry> take(String queue, Map<String, List<Entry>> byWorkflow) {
        Map<String, Applied> heard = hear(queue, byWorkflow);
        boolean areReleased = release(heard.values());
        List<Entry> known = new ArrayList<>();
        byWorkflow.forEach((workflow, some) -> apart(workflow, () -> {
            Applied first = heard.get(workflow);
            if (first == null) {
                drive(workflow, queue, news(some));
            } else if (areReleased && !first.todo().isEmpty() && areFewReleases(first.todo())) {
                released.put(workflow, first.todo());
            } else {
                goOn(workflow, first);
            }
            known.addAll(some);
        }));
        return known;
    }

    private static List<News> news(List<Entry> entries) {
        return entries.stream()
                .map(one -> new News(one.number(), one.part(), one.what()))
                .toList();
    }

    /** Several workflows take their news in together; empty where that failed, so that each is tried apart. */
    private Map<String, Applied> hear(String queue, Map<String, List<Entry>> byWorkflow) {
        List<Heard> all = new ArrayList<>();
        byWorkflow.forEach((id, some) -> all.add(new Heard(id, reported(id), news(some))));
        Map<String, Applied> heard = new HashMap<>();
        try {
            List<Applied> answers = store.applyAll(queue, all);
            for (int i = 0; i < answers.size(); i++) {
                heard.put(all.get(i).id(), answers.get(i));
            }
        } catch (StoreAwayException away) {
            throw away;
        } catch (RuntimeException broken) {
            LOG.debugf("workflows of %s are heard apart: %s", queue, broken.getMessage());
        }
        return heard;
    }

    /** Does what is to be done of those that have nothing but a few releases to do. False where that failed. */
    private boolean release(Collection<Applied> heard) {
        try {
            duties.release(heard.stream()
                    .filter(applied -> !applied.todo().isEmpty() && areFewReleases(applied.todo()))
                    .toList());
            return true;
        } catch (StoreAwayException away) {
            throw away;
        } catch (RuntimeException broken) {
            LOG.debugf("jobs are released workflow by workflow: %s", broken.getMessage());
            return false;
        }
    }

    /** The releases that were done and not reported. */
    private List<String> reported(String id) {
        List<String> done = released.remove(id);
        return done == null ? List.of() : done;
    }

    /** A workflow that cannot go on holds no other back; it is tried again. */
    static void apart(String workflow, Runnable act) {
        try {
            act.run();
        } catch (StoreAwayException away) {
            throw away;
        } catch (RuntimeException broken) {
            LOG.errorf(broken, "workflow %s does not go on", workflow);
        }
    }

    /** Reports the releases that were done and that no news of their workflow came after. */
    void report() {
        released.keySet().forEach(id -> apart(id, () -> drive(id, "", List.of())));
    }

    /**
     * Lets a workflow take news in, and does all that is to be done then. Returns what it came to, nothing left to do.
     *
     * @throws IllegalStateException when there is no end to it, as where a hand made a part its own child
     */
    Applied drive(String id, String source, List<News> news) {
        return goOn(id, store.apply(id, source, reported(id), news));
    }

    private Applied goOn(String id, Applied first) {
        Applied applied = first;
        for (int round = 0; !applied.todo().isEmpty(); round++) {
            if (round == MOST_ROUNDS) {
                throw new IllegalStateException("there is no end to what workflow " + id + " wants to be done");
            }
            if (areFewReleases(applied.todo())) {
                duties.perform(id, applied);
                released.put(id, applied.todo());
                return applied;
            }
            List<News> refused = duties.perform(id, applied);
            for (int from = 0; from < refused.size(); from += WorkflowStore.SLICE) {
                int to = Math.min(refused.size(), from + WorkflowStore.SLICE);
                store.apply(id, "", List.of(), refused.subList(from, to));
            }
            applied = store.apply(id, "", applied.todo(), List.of());
        }
        return applied;
    }

    /** True where all can be reported later: what was released has its own end, at which others would go on too. */
    private static boolean areFewReleases(List<String> todo) {
        return todo.size() <= FEW
                && todo.stream().allMatch(item -> RELEASE.matcher(item).matches());
    }
}
