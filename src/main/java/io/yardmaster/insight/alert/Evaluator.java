package io.yardmaster.insight.alert;

import io.yardmaster.engine.node.AlertSettings;
import io.yardmaster.engine.node.NodeInfo;
import io.yardmaster.engine.node.Nodes;
import io.yardmaster.engine.queues.QueueInfo;
import io.yardmaster.engine.queues.Queues;
import io.yardmaster.engine.schedule.Schedules;
import io.yardmaster.insight.alert.AlertRules.Ruled;
import io.yardmaster.insight.metrics.Metrics;
import io.yardmaster.store.FailureStore;
import io.yardmaster.store.cluster.AlertStore;
import io.yardmaster.store.cluster.AlertStore.Change;
import io.yardmaster.store.cluster.AlertStore.Evaluation;
import io.yardmaster.store.redis.StoreAwayException;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * One evaluation of all rules: (1) everything is read once; (2) each rule is compared with each queue that it covers;
 * (3) what changed is written with the messages that it makes, unless another evaluation began since.
 */
@Singleton
public class Evaluator {
    /** Room for that many new alerts in one evaluation: a number is the evaluation's and a position. */
    private static final int MOST_NEW = 10_000;
    /** How many alerts may pend or fire. */
    private static final int MOST_OPEN = 5_000;

    private static final long LEAST_GAP_MS = 60_000;
    private static final Logger LOG = Logger.getLogger(Evaluator.class);

    private final AlertStore store;
    private final AlertRules rules;
    private final Sources sources;
    private final Announcements announcements;
    private final AlertSettings settings;

    Evaluator(
            AlertStore store, AlertRules rules, Sources sources, Announcements announcements, AlertSettings settings) {
        this.store = store;
        this.rules = rules;
        this.sources = sources;
        this.announcements = announcements;
        this.settings = settings;
    }

    /** Where the numbers come from. */
    @Singleton
    public record Sources(Queues queues, Nodes nodes, Metrics metrics, Schedules schedules, FailureStore failures) {}

    /** Evaluates. @param claim that the store gave to this node @return false when another node has taken over */
    boolean evaluate(Evaluation claim) {
        Map<String, Alert> open = new HashMap<>();
        Alerts.shown(List.copyOf(store.open().values()))
                .forEach(one -> open.put(one.alert().place(), one.alert()));
        Round round =
                new Round(claim, open, new Judgement(claim.now(), Math.max(LEAST_GAP_MS, 3 * settings.intervalMs())));
        List<QueueInfo> queues = sources.queues.all();
        List<NodeInfo> alive =
                sources.nodes.all().stream().filter(node -> !node.lost()).toList();
        Readings readings = new Readings(
                claim.now(), sources.metrics, sources.schedules, sources.failures, alive, sources.queues.marks(queues));
        List<Ruled> enabled =
                rules.all().stream().filter(ruled -> ruled.rule().enabled()).toList();
        readings.ahead(enabled.stream().map(Ruled::rule).toList(), queues);
        enabled.forEach(ruled -> look(ruled, queues, readings, round));
        round.open.forEach((place, left) -> round.note(left, round.judgement.abandoned(left), false));
        return store.judge(claim.number(), round.changes);
    }

    /** A rule that cannot be evaluated harms no other; its alerts stay as they are. */
    private void look(Ruled ruled, List<QueueInfo> queues, Readings readings, Round round) {
        AlertRule rule = ruled.rule();
        boolean silent = ruled.isSilent(round.claim.now());
        for (QueueInfo queue : queues) {
            if (rule.covers(queue.name())) {
                Alert before = round.open.remove(rule.name() + " " + queue.name());
                try {
                    round.judge(rule, queue.name(), before, readings.value(rule, queue), silent);
                } catch (StoreAwayException away) {
                    throw away;
                } catch (RuntimeException faulty) {
                    LOG.warnf(faulty, "the alert rule %s cannot be evaluated", rule.name());
                }
            }
        }
        goneQueues(rule, round, silent);
    }

    /** A queue that is gone has no data. */
    private static void goneQueues(AlertRule rule, Round round, boolean silent) {
        List<Alert> gone = round.open.values().stream()
                .filter(alert -> alert.about().rule().equals(rule.name())
                        && rule.covers(alert.about().queue()))
                .toList();
        for (Alert before : gone) {
            round.open.remove(before.place());
            round.judge(rule, before.about().queue(), before, null, silent);
        }
    }

    /** What one evaluation has found so far. */
    private final class Round {
        private final Evaluation claim;
        private final Map<String, Alert> open;
        private final Judgement judgement;
        private final List<Change> changes = new ArrayList<>();
        private final int room;
        private int begun;

        private Round(Evaluation claim, Map<String, Alert> open, Judgement judgement) {
            this.claim = claim;
            this.open = open;
            this.judgement = judgement;
            room = MOST_OPEN - open.size();
        }

        private void judge(AlertRule rule, String queue, Alert before, Double value, boolean silent) {
            String id = "a" + (claim.number() * MOST_NEW + begun);
            Alert after = judgement.of(rule, queue, before, value, id);
            if (before == null && after != null) {
                if (begun >= Math.min(room, MOST_NEW - 1)) {
                    LOG.debugf("more than %d alerts are open: %s %s is left out", MOST_OPEN, rule.name(), queue);
                    return;
                }
                begun++;
            }
            note(before, after, silent);
        }

        private void note(Alert before, Alert after, boolean silent) {
            if (before == null && after == null) {
                return;
            }
            if (after == null) {
                changes.add(change(before, "", null));
                return;
            }
            Announcements.Told told = announcements.of(after, silent, claim.now());
            changes.add(change(told.alert(), told.alert().state().word(), told.message()));
        }

        private Change change(Alert alert, String state, AlertStore.Message message) {
            long number = Long.parseLong(alert.id().substring(1));
            return new Change(alert.id(), number, alert.place(), state, AlertRules.write(alert), message);
        }
    }
}
