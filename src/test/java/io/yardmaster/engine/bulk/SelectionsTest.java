package io.yardmaster.engine.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.yardmaster.engine.bulk.Selection.Fitting;
import io.yardmaster.engine.bulk.Selection.Picked;
import io.yardmaster.engine.bulk.Selection.Ref;
import io.yardmaster.engine.bulk.Selection.SelectionPreview;
import io.yardmaster.engine.bulk.Selection.TooWideException;
import io.yardmaster.engine.bulk.Selection.Which;
import io.yardmaster.engine.jobs.Enqueuer;
import io.yardmaster.engine.jobs.Jobs;
import io.yardmaster.engine.operation.BulkPlan.Match;
import io.yardmaster.engine.operation.Operation;
import io.yardmaster.engine.operation.Undoing;
import io.yardmaster.engine.queues.Queues;
import io.yardmaster.job.Actor;
import io.yardmaster.job.JobState;
import io.yardmaster.job.JobVerb;
import io.yardmaster.job.NewJob;
import io.yardmaster.job.Samples;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One thing done to many jobs: to those that were chosen, and to all that fit. */
@QuarkusTest
class SelectionsTest {
    private static final long YEAR_MS = Duration.ofDays(365).toMillis();

    @Inject
    Selections selections;

    @Inject
    Enqueuer enqueuer;

    @Inject
    Jobs jobs;

    @Inject
    Queues queues;

    @Inject
    Undoing undoing;

    @Inject
    InstantSource clock;

    @Test
    void onlyThoseThatWereChosenAreCancelled() {
        waiting("chosen-a", "a1", "a2", "a3");
        waiting("chosen-b", "b1");
        Selection both =
                cancel(List.of(new Ref("chosen-a", "a1"), new Ref("chosen-a", "a3"), new Ref("chosen-b", "b1")));
        SelectionPreview preview = selections.preview(both);
        assertThat(preview.matched()).isEqualTo(3);
        assertThat(preview.queues()).containsExactly(entry("chosen-a", 2L), entry("chosen-b", 1L));
        assertThat(preview.excluded()).isEmpty();
        List<Operation> done = selections.run(both, null, Actor.SERVER);
        assertThat(done).extracting(Operation::done).containsExactly(2L, 1L);
        assertThat(done).extracting(Operation::undoUntil).containsOnlyNulls();
        assertThat(jobs.find("chosen-a", "a1").state()).isEqualTo(JobState.CANCELLED);
        assertThat(jobs.find("chosen-a", "a2").state()).isEqualTo(JobState.WAITING);
        assertThat(selections.run(both, null, Actor.SERVER)).as("again").isEmpty();
    }

    @Test
    void whatIsGoneOrElsewhereIsLeftOutAndSaid() {
        waiting("moved", "stays", "cancelled", "deleted");
        Selection all = cancel(refs("moved", "stays", "cancelled", "deleted", "never-was"));
        jobs.cancel("moved", "cancelled");
        jobs.delete("moved", "deleted");
        SelectionPreview preview = selections.preview(all);
        assertThat(preview.matched()).isEqualTo(4);
        assertThat(preview.eligible()).isEqualTo(1);
        assertThat(preview.excluded()).containsOnly(entry(Selection.GONE, 2L), entry(Selection.STATE, 1L));
        assertThat(preview.samples()).extracting(view -> view.job().id()).containsExactly("stays");
    }

    @Test
    void whatArrivesAfterThePreviewIsNotTouched() {
        waiting("later", "first");
        long until = clock.millis();
        await().until(() -> clock.millis() > until);
        waiting("later", "second");
        Selection asked = new Selection(JobVerb.CANCEL, JobState.WAITING, all("later"), until);
        assertThat(selections.run(asked, null, Actor.SERVER))
                .extracting(Operation::done)
                .containsExactly(1L);
        assertThat(jobs.find("later", "second").state()).isEqualTo(JobState.WAITING);
        Selection chosen = new Selection(JobVerb.CANCEL, JobState.WAITING, new Picked(refs("later", "second")), until);
        assertThat(selections.run(chosen, null, Actor.SERVER)).isEmpty();
        assertThat(jobs.find("later", "second").state()).isEqualTo(JobState.WAITING);
    }

    @Test
    void allThatFitAreDeletedAndComeBack() {
        pause("fits");
        enqueuer.enqueueAll(IntStream.range(0, 450)
                .mapToObj(i -> NewJob.of(i % 3 == 0 ? "demo.noop" : "demo.sleep")
                        .queue("fits")
                        .id("j" + i, "h")
                        .payload("{\"order\": \"" + (i % 2 == 0 ? "even" : "odd") + "\"}"))
                .toList());
        Which even = new Fitting("fits", "demo.noop", new Match(null, "EVEN", null, null, true));
        Selection asked = new Selection(JobVerb.DELETE, JobState.WAITING, even, clock.millis());
        assertThat(selections.preview(asked).matched()).isEqualTo(75);
        assertThat(selections.preview(asked).samples()).hasSize(5);
        Operation done = selections.run(asked, null, Actor.SERVER).getFirst();
        assertThat(done.done()).isEqualTo(75);
        assertThat(queues.one("fits").count(JobState.WAITING)).isEqualTo(375);
        assertThat(undoing.undo(done.id()).orElseThrow().undo().undone()).isEqualTo(75);
        assertThat(queues.one("fits").count(JobState.WAITING)).isEqualTo(450);
    }

    @Test
    void aHiddenValueIsNotLookedForWhereItIsMasked() {
        pause("hidden");
        enqueuer.enqueue(NewJob.of("demo.noop").queue("hidden").id("h", "h").payload("{\"password\": \"hunter2\"}"));
        assertThat(selections.preview(searched("hidden", "hunter2", true)).matched())
                .isZero();
        assertThat(selections.preview(searched("hidden", "hunter2", false)).matched())
                .isEqualTo(1);
    }

    @Test
    void theDeadOfAllQueuesThatFitAreRetriedAndUndone() {
        die("dies-a", "a1", "a2");
        die("dies-b", "b1");
        queues.pause("dies-a");
        queues.pause("dies-b");
        Match tagged = new Match("dies", null, null, null, false);
        Selection asked = new Selection(JobVerb.RETRY, JobState.DEAD, new Fitting(null, null, tagged), clock.millis());
        List<Operation> done = selections.run(asked, null, Actor.SERVER);
        assertThat(done).extracting(Operation::queue).containsExactlyInAnyOrder("dies-a", "dies-b");
        assertThat(jobs.find("dies-a", "a2").state()).isEqualTo(JobState.WAITING);
        done.forEach(one -> undoing.undo(one.id()));
        assertThat(queues.one("dies-a").count(JobState.DEAD)).isEqualTo(2);
        assertThat(queues.one("dies-b").count(JobState.DEAD)).isEqualTo(1);
    }

    @Test
    void aRequestThatIsRepeatedActsOnce() {
        die("repeated", "r1", "r2");
        queues.pause("repeated");
        Selection asked = new Selection(JobVerb.RETRY, JobState.DEAD, all("repeated"), clock.millis());
        List<Operation> first = selections.run(asked, "request", Actor.SERVER);
        assertThat(first).extracting(Operation::done).containsExactly(2L);
        assertThat(selections.run(asked, "request", Actor.SERVER)).isEqualTo(first);
        undoing.undo(first.getFirst().id());
        assertThat(selections.run(asked, "request", Actor.SERVER))
                .extracting(Operation::state)
                .containsExactly(Operation.State.UNDONE);
        assertThat(queues.one("repeated").count(JobState.DEAD)).isEqualTo(2);
    }

    @Test
    void jobsOfTooManyQueuesAreRefused() {
        for (int i = 0; i <= SelectionCounts.MOST_QUEUES; i++) {
            waiting("wide-" + i, "w");
        }
        Match any = new Match("wide", null, null, null, false);
        Selection wide = new Selection(JobVerb.CANCEL, JobState.WAITING, new Fitting(null, null, any), clock.millis());
        assertThatThrownBy(() -> selections.run(wide, null, Actor.SERVER))
                .isInstanceOf(TooWideException.class)
                .hasMessageContaining("choose a queue");
        assertThat(jobs.find("wide-0", "w").state()).isEqualTo(JobState.WAITING);
    }

    private Selection searched(String queue, String text, boolean masked) {
        Which found = new Fitting(queue, null, new Match(null, text, null, null, masked));
        return new Selection(JobVerb.CANCEL, JobState.WAITING, found, clock.millis());
    }

    private static Fitting all(String queue) {
        return new Fitting(queue, null, Match.ANY);
    }

    private Selection cancel(List<Ref> refs) {
        return new Selection(JobVerb.CANCEL, JobState.WAITING, new Picked(refs), clock.millis());
    }

    private static List<Ref> refs(String queue, String... ids) {
        return List.of(ids).stream().map(id -> new Ref(queue, id)).toList();
    }

    private void waiting(String queue, String... ids) {
        pause(queue);
        for (String id : ids) {
            enqueuer.enqueue(NewJob.of("demo.noop").queue(queue).id(id, "h").tags(List.of(queue.split("-")[0])));
        }
    }

    /** A paused queue; made by a job of next year, which is removed again. */
    private void pause(String queue) {
        NewJob nextYear = NewJob.of("demo.noop").queue(queue).due(new NewJob.Due.After(YEAR_MS));
        String id = enqueuer.enqueue(nextYear).job().id();
        queues.pause(queue);
        jobs.delete(queue, id);
    }

    private void die(String queue, String... ids) {
        for (String id : ids) {
            enqueuer.enqueue(NewJob.of("demo.fail")
                    .queue(queue)
                    .id(id, "h")
                    .tags(List.of(queue.split("-")[0]))
                    .payload("{\"failures\": 9}")
                    .rules(Samples.rules(1, null, null)));
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> queues.one(queue).count(JobState.DEAD) == ids.length);
    }
}
