package io.yardmaster.engine.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vertx.redis.client.Command;
import io.yardmaster.job.Job;
import io.yardmaster.job.JobState;
import io.yardmaster.job.JobView;
import io.yardmaster.job.NewJob;
import io.yardmaster.job.Option;
import io.yardmaster.job.Rules;
import io.yardmaster.job.attempt.Backoff;
import io.yardmaster.job.attempt.Jitter;
import io.yardmaster.job.unique.Unique;
import io.yardmaster.job.workflow.NewWorkflow;
import io.yardmaster.job.workflow.NewWorkflow.Callback;
import io.yardmaster.job.workflow.Tree;
import io.yardmaster.store.Yard;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a request says of a job is still there when that job is a step, is added to a batch, or is a callback. */
class StepOptionsTest {
    @RegisterExtension
    static final Yard yard = new Yard();

    private static final long HOUR_MS = 3_600_000;

    private FlowYard flow;

    @BeforeEach
    void fresh() {
        flow = new FlowYard(yard);
    }

    private Object sample(Option option, String id) {
        return switch (option.kind()) {
            case COUNT -> 7L;
            case MILLISECONDS -> HOUR_MS;
            case INSTANT -> flow.clock.millis() + 2 * HOUR_MS;
            case BACKOFF -> new Backoff(Backoff.Type.FIXED, null, 5_000, 60_000, new Jitter(0.1, false));
            case NAMES -> List.of("IOException");
            case NAME -> "acme";
            case UNIQUE -> new Unique("key-" + id, 60_000, Unique.Until.FINISH, Unique.Mode.SIMPLE);
            case KEY -> "key";
        };
    }

    private NewJob wanted(Option option, String id) {
        return FlowYard.newJob("q", id)
                .priority(3)
                .tags(List.of("red"))
                .payload("[1]")
                .rules(Rules.NONE.with(option, sample(option, id == null ? "callback" : id)));
    }

    /** Begins a batch with a chain, an added job and a callback; returns the callback's id. */
    private String batch(Option option) {
        Tree chain = Tree.chain(List.of(Tree.job(wanted(option, "first")), Tree.job(wanted(option, "second"))));
        String id = flow.workflows.create(
                NewWorkflow.of(Tree.group(List.of(chain))).on(Callback.COMPLETE, wanted(option, null)));
        flow.workflows.add(id, List.of(wanted(option, "added")));
        flow.runAll(FlowYard::named);
        return id + ":onComplete";
    }

    @ParameterizedTest
    @EnumSource(Option.class)
    void everyOptionOfTheTableStays(Option option) {
        String callback = batch(option);
        for (String id : List.of("first", "second", "added", callback)) {
            Job job = yard.reader.find("q", id).orElseThrow().job();
            assertThat(List.of(job.priority(), job.tags(), job.payload())).containsExactly(3, List.of("red"), "[1]");
            if (option == Option.EXPIRES_IN_MS) {
                assertThat(job.rules().expiresAt()).isEqualTo(job.createdAt() + HOUR_MS);
            } else if (option == Option.EXPIRES_AT) {
                assertThat(job.rules().expiresAt()).isGreaterThan(job.createdAt());
            } else {
                assertThat(job.rules().get(option))
                        .as("%s of %s", option.field(), id)
                        .isEqualTo(sample(option, id.equals(callback) ? "callback" : id));
            }
        }
    }

    private JobView callback(NewJob.Due due) {
        String id = flow.workflows.create(NewWorkflow.of(Tree.group(List.of(FlowYard.job("left", "a"))))
                .on(
                        Callback.SUCCESS,
                        FlowYard.newJob("q", null).due(due).rules(Rules.NONE.with(Option.EXPIRES_IN_MS, 2 * HOUR_MS))));
        flow.laterMs = HOUR_MS;
        flow.runAll(FlowYard::named);
        return yard.reader.find("q", id + ":onSuccess").orElseThrow();
    }

    @Test
    void aCallbackWaitsForItsDelayOnceItsMomentHasCome() {
        JobView view = callback(new NewJob.Due.After(60_000));
        assertThat(view.state()).isEqualTo(JobState.SCHEDULED);
        assertThat(view.job().dueAt()).isEqualTo(view.job().createdAt() + 60_000);
        assertThat(view.job().createdAt()).isCloseTo(flow.clock.millis(), within(60_000L));
        assertThat(view.job().rules().expiresAt()).isEqualTo(view.job().createdAt() + 2 * HOUR_MS);
    }

    @Test
    void aCallbackWaitsForItsInstant() {
        long at = flow.clock.millis() + 5 * HOUR_MS;
        JobView view = callback(new NewJob.Due.OnInstant(at));
        assertThat(view.state()).isEqualTo(JobState.SCHEDULED);
        assertThat(view.job().dueAt()).isEqualTo(at);
    }

    @Test
    void aCallbackWhoseInstantHasPassedRunsAtOnce() {
        JobView view = callback(new NewJob.Due.OnInstant(flow.clock.millis() + 60_000));
        assertThat(view.state()).isEqualTo(JobState.COMPLETED);
    }

    @Test
    void aCallbackOfAFullQueueComesOnceThereIsRoom() {
        yard.ask(Command.HSET, "ym:{q}:meta", "full", "1");
        String id = flow.workflows.create(NewWorkflow.of(Tree.group(List.of(FlowYard.job("left", "a"))))
                .on(Callback.SUCCESS, FlowYard.newJob("q", null)));
        flow.work("left", 1, FlowYard::named);
        flow.advance.sweep(List.of("left"));
        assertThat(yard.reader.find("q", id + ":onSuccess")).isEmpty();
        yard.ask(Command.HSET, "ym:{q}:meta", "full", "0");
        flow.runAll(FlowYard::named);
        assertThat(flow.ran).containsExactly("a", id + ":onSuccess");
        assertThat(flow.leftOver(id)).isEmpty();
    }

    @Test
    void aRouteSaysWhereStepsAndCallbacksGo() {
        flow.routes.put("demo.noop", "left");
        flow.routing.usually("demo.noop", "q");
        flow.routing.usually("demo.other", "right");
        NewJob other = NewJob.of("demo.other");
        String id = flow.workflows.create(NewWorkflow.of(Tree.group(
                        List.of(Tree.job(NewJob.of("demo.noop").id("a", null)), Tree.job(other.id("b", null)))))
                .on(Callback.COMPLETE, other));
        flow.workflows.add(id, List.of(NewJob.of("demo.noop").id("c", null)));
        flow.runAll(FlowYard::named);
        assertThat(flow.stateOf("left", "a")).isEqualTo(JobState.COMPLETED);
        assertThat(flow.stateOf("left", "c")).isEqualTo(JobState.COMPLETED);
        assertThat(flow.stateOf("right", "b")).isEqualTo(JobState.COMPLETED);
        assertThat(flow.stateOf("right", id + ":onComplete")).isEqualTo(JobState.COMPLETED);
        Tree taken = Tree.job(NewJob.of("demo.noop").id("a", null));
        assertThatThrownBy(() -> flow.workflows.create(NewWorkflow.of(taken)))
                .hasMessageContaining("job a is in queue left already");
    }
}
