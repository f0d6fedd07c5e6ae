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
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One thing done to many jobs: to those that were chosen, and to all that fit. */
@QuarkusTest
class SelectionsTest {

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
    TestQueues made;

    @Inject
    InstantSource clock;

    @AfterEach
    void remove() {
        made.remove();
    }

    @Test
    void onlyThoseThatWereChosenAreCancelled() {
        made.waiting("sel-chosen-a", "a1", "a2", "a3");
        made.waiting("sel-chosen-b", "b1");
        Selection both = cancel(
                List.of(new Ref("sel-chosen-a", "a1"), new Ref("sel-chosen-a", "a3"), new Ref("sel-chosen-b", "b1")));
        SelectionPreview preview = selections.preview(both);
        assertThat(preview.matched()).isEqualTo(3);
        assertThat(preview.queues()).containsExactly(entry("sel-chosen-a", 2L), entry("sel-chosen-b", 1L));
        assertThat(preview.excluded()).isEmpty();
        List<Operation> done = selections.run(both, null, Actor.SERVER);
        assertThat(done).extracting(Operation::done).containsExactly(2L, 1L);
        assertThat(done).extracting(Operation::undoUntil).containsOnlyNulls();
        assertThat(jobs.find("sel-chosen-a", "a1").state()).isEqualTo(JobState.CANCELLED);
        assertThat(jobs.find("sel-chosen-a", "a2").state()).isEqualTo(JobState.WAITING);
        assertThat(selections.run(both, null, Actor.SERVER)).as("again").isEmpty();
    }

    @Test
    void whatIsGoneOrElsewhereIsLeftOutAndSaid() {
        made.waiting("sel-moved", "stays", "cancelled", "deleted");
        Selection all = cancel(refs("sel-moved", "stays", "cancelled", "deleted", "never-was"));
        jobs.cancel("sel-moved", "cancelled");
        jobs.delete("sel-moved", "deleted");
        SelectionPreview preview = selections.preview(all);
        assertThat(preview.matched()).isEqualTo(4);
        assertThat(preview.eligible()).isEqualTo(1);
        assertThat(preview.excluded()).containsOnly(entry(Selection.GONE, 2L), entry(Selection.STATE, 1L));
        assertThat(preview.samples()).extracting(view -> view.job().id()).containsExactly("stays");
    }

    @Test
    void whatArrivesAfterThePreviewIsNotTouched() {
        made.waiting("sel-later", "first");
        long until = clock.millis();
        await().until(() -> clock.millis() > until);
        made.waiting("sel-later", "second");
        Selection asked = new Selection(JobVerb.CANCEL, JobState.WAITING, all("sel-later"), until);
        assertThat(selections.run(asked, null, Actor.SERVER))
                .extracting(Operation::done)
                .containsExactly(1L);
        assertThat(jobs.find("sel-later", "second").state()).isEqualTo(JobState.WAITING);
        Selection chosen =
                new Selection(JobVerb.CANCEL, JobState.WAITING, new Picked(refs("sel-later", "second")), until);
        assertThat(selections.run(chosen, null, Actor.SERVER)).isEmpty();
        assertThat(jobs.find("sel-later", "second").state()).isEqualTo(JobState.WAITING);
    }

    @Test
    void allThatFitAreDeletedAndComeBack() {
        made.pause("sel-fits");
        enqueuer.enqueueAll(IntStream.range(0, 450)
                .mapToObj(i -> NewJob.of(i % 3 == 0 ? "demo.noop" : "demo.sleep")
                        .queue("sel-fits")
                        .id("j" + i, "h")
                        .payload("{\"order\": \"" + (i % 2 == 0 ? "even" : "odd") + "\"}"))
                .toList());
        Which even = new Fitting("sel-fits", "demo.noop", new Match(null, "EVEN", null, null, true));
        Selection asked = new Selection(JobVerb.DELETE, JobState.WAITING, even, clock.millis());
        assertThat(selections.preview(asked).matched()).isEqualTo(75);
        assertThat(selections.preview(asked).samples()).hasSize(5);
        Operation done = selections.run(asked, null, Actor.SERVER).getFirst();
        assertThat(done.done()).isEqualTo(75);
        assertThat(queues.one("sel-fits").count(JobState.WAITING)).isEqualTo(375);
        assertThat(undoing.undo(done.id()).orElseThrow().undo().undone()).isEqualTo(75);
        assertThat(queues.one("sel-fits").count(JobState.WAITING)).isEqualTo(450);
    }

    @Test
    void aHiddenValueIsNotLookedForWhereItIsMasked() {
        made.pause("sel-hidden");
        enqueuer.enqueue(
                NewJob.of("demo.noop").queue("sel-hidden").id("h", "h").payload("{\"password\": \"hunter2\"}"));
        assertThat(selections.preview(searched("sel-hidden", "hunter2", true)).matched())
                .isZero();
        assertThat(selections.preview(searched("sel-hidden", "hunter2", false)).matched())
                .isEqualTo(1);
    }

    @Test
    void theDeadOfAllQueuesThatFitAreRetriedAndUndone() {
        made.die("sel-dies-a", "a1", "a2");
        made.die("sel-dies-b", "b1");
        made.pause("sel-dies-a");
        made.pause("sel-dies-b");
        Match tagged = new Match("sel", null, null, null, false);
        Selection asked = new Selection(JobVerb.RETRY, JobState.DEAD, new Fitting(null, null, tagged), clock.millis());
        List<Operation> done = selections.run(asked, null, Actor.SERVER);
        assertThat(done).extracting(Operation::queue).containsExactlyInAnyOrder("sel-dies-a", "sel-dies-b");
        assertThat(jobs.find("sel-dies-a", "a2").state()).isEqualTo(JobState.WAITING);
        done.forEach(one -> undoing.undo(one.id()));
        assertThat(queues.one("sel-dies-a").count(JobState.DEAD)).isEqualTo(2);
        assertThat(queues.one("sel-dies-b").count(JobState.DEAD)).isEqualTo(1);
    }

    @Test
    void aRequestThatIsRepeatedActsOnce() {
        made.die("sel-repeated", "r1", "r2");
        made.pause("sel-repeated");
        Selection asked = new Selection(JobVerb.RETRY, JobState.DEAD, all("sel-repeated"), clock.millis());
        List<Operation> first = selections.run(asked, "request", Actor.SERVER);
        assertThat(first).extracting(Operation::done).containsExactly(2L);
        assertThat(selections.run(asked, "request", Actor.SERVER)).isEqualTo(first);
        undoing.undo(first.getFirst().id());
        assertThat(selections.run(asked, "request", Actor.SERVER))
                .extracting(Operation::state)
                .containsExactly(Operation.State.UNDONE);
        assertThat(queues.one("sel-repeated").count(JobState.DEAD)).isEqualTo(2);
    }

    @Test
    void jobsOfTooManyQueuesAreRefused() {
        for (int i = 0; i <= SelectionCounts.MOST_QUEUES; i++) {
            made.waiting("selwide-" + i, "w");
        }
        Match any = new Match("selwide", null, null, null, false);
        Selection wide = new Selection(JobVerb.CANCEL, JobState.WAITING, new Fitting(null, null, any), clock.millis());
        assertThatThrownBy(() -> selections.run(wide, null, Actor.SERVER))
                .isInstanceOf(TooWideException.class)
                .hasMessageContaining("choose a queue");
        assertThat(jobs.find("selwide-0", "w").state()).isEqualTo(JobState.WAITING);
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
}
