package io.yardmaster.insight.alert;

import io.yardmaster.engine.node.AlertSettings;
import io.yardmaster.engine.node.Health;
import io.yardmaster.engine.node.Loop;
import io.yardmaster.store.cluster.AlertStore;
import io.yardmaster.store.cluster.AlertStore.Evaluation;
import jakarta.inject.Singleton;

/**
 * The loop of every worker node that evaluates alert rules: the store gives each evaluation to the first node that asks
 * once it is due. Then the deliveries of what is in the outbox are enqueued, whoever put it there.
 */
@Singleton
public class Watch {
    private static final long LONGEST_PAUSE_MS = 1_000;

    private final AlertStore store;
    private final AlertRules rules;
    private final Evaluator evaluator;
    private final Announcements announcements;
    private final AlertSettings settings;
    private final Health health;
    private final Loop loop = new Loop("alerts", this::turn);
    private boolean begun;

    Watch(
            AlertStore store,
            AlertRules rules,
            Evaluator evaluator,
            Announcements announcements,
            AlertSettings settings,
            Health health) {
        this.store = store;
        this.rules = rules;
        this.evaluator = evaluator;
        this.announcements = announcements;
        this.settings = settings;
        this.health = health;
    }

    /** Begins; the store is open. The node is ready only while this loop turns. */
    public void start() {
        loop.start();
        health.watch(loop);
    }

    public void end() {
        loop.end();
    }

    /** One turn. Returns nanoseconds until the next. */
    long turn() {
        if (!begun) {
            rules.begin();
            begun = true;
        }
        Evaluation claim = store.claim(settings.intervalMs());
        if (claim.number() > 0) {
            evaluator.evaluate(claim);
        }
        announcements.send();
        return Math.clamp(claim.dueInMs(), 1, LONGEST_PAUSE_MS) * 1_000_000;
    }
}
