package io.yardmaster.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.redis.client.Command;
import io.yardmaster.job.Job;
import io.yardmaster.job.JobState;
import io.yardmaster.job.Past;
import io.yardmaster.job.Rules;
import io.yardmaster.job.Tally;
import io.yardmaster.job.Times;
import io.yardmaster.job.Work;
import io.yardmaster.job.attempt.Claim;
import io.yardmaster.store.call.Key;
import io.yardmaster.store.call.Settlement;
import io.yardmaster.store.call.Turn;
import io.yardmaster.store.call.Turned;
import io.yardmaster.store.call.Written;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Lanes of a queue: who may claim from them, in which order, and that nothing is left when they are empty. */
class LaneTest {
    @RegisterExtension
    static final Yard yard = new Yard();

    @Test
    void aRefusedJobWaitsInTheLaneOfItsType() {
        yard.enqueue(job("a", "mail", 10), job("b", "pdf", 10), job("c", "mail", 10));
        refuse("a");
        assertThat(claim(9).claimed()).extracting(job -> job.id()).containsExactly("b", "c");
        assertThat(yard.count(JobState.WAITING)).isEqualTo(1);
        assertThat(yard.reader.find(Yard.QUEUE, "a").orElseThrow().state()).isEqualTo(JobState.WAITING);
        assertThat(yard.places.rank(job("a", "mail", 10))).contains(0L);
        Turned mine = claim(9, "mail");
        assertThat(Yard.ids(mine)).containsExactly("a");
        assertThat(mine.lane()).isEqualTo("t:mail");
    }

    @Test
    void newJobsOfThatTypeFollowWhileTheLaneIsOpen() {
        yard.enqueue(job("a", "mail", 10));
        refuse("a");
        yard.enqueue(job("d", "mail", 10), job("e", "pdf", 10));
        assertThat(Yard.ids(claim(9))).containsExactly("e");
        assertThat(Yard.ids(claim(9, "mail"))).containsExactly("a", "d");
        assertThat(yard.ask(Command.EXISTS, yard.keys.of(Key.LANES)).toInteger())
                .isZero();
        yard.enqueue(job("f", "mail", 10));
        assertThat(Yard.ids(claim(9))).containsExactly("f");
    }

    @Test
    void theSmallerPriorityAtTheHeadIsServedFirst() {
        yard.enqueue(job("a", "mail", 20));
        refuse("a");
        yard.enqueue(job("b", "pdf", 10), job("c", "mail", 5));
        assertThat(Yard.ids(claim(1, "mail"))).containsExactly("c");
        assertThat(Yard.ids(claim(1, "mail"))).containsExactly("b");
        assertThat(Yard.ids(claim(1, "mail"))).containsExactly("a");
    }

    @Test
    void lanesOfOnePriorityAreServedInTurn() {
        yard.enqueue(job("a1", "mail", 10));
        refuse("a1");
        yard.enqueue(job("a2", "mail", 10), job("b1", "pdf", 10), job("b2", "pdf", 10));
        List<String> order = java.util.stream.IntStream.range(0, 4)
                .mapToObj(i -> Yard.ids(claim(1, "mail")).getFirst().substring(0, 1))
                .toList();
        assertThat(String.join("", order)).isIn("abab", "baba");
    }

    @Test
    void aRepeatedClaimAnswersWithTheFirstOne() {
        yard.enqueue("a", "b", "c");
        Turn turn = new Turn("remote", Yard.LEASE_MS).want(2, false).request("r1");
        Turned first = yard.turn(turn);
        Turned again =
                yard.turn(new Turn("remote", Yard.LEASE_MS).want(2, false).request("r1"));
        assertThat(Yard.ids(again)).isEqualTo(Yard.ids(first)).containsExactly("a", "b");
        assertThat(again.claim("remote")).isEqualTo(first.claim("remote"));
        Turned next = yard.turn(new Turn("remote", Yard.LEASE_MS).want(2, false).request("r2"));
        assertThat(Yard.ids(next)).containsExactly("c");
    }

    /** Claims a job, and gives it back as one whose type is not known here. */
    private static void refuse(String id) {
        Turned turned = yard.claim("w", 1, Yard.LEASE_MS);
        assertThat(Yard.ids(turned)).containsExactly(id);
        Claim claim = turned.claim("w");
        yard.settle(new Settlement(id, claim, Settlement.To.TYPED, 0, Written.NOTHING, null));
    }

    private static Turned claim(int want, String... types) {
        return yard.turn(new Turn("w", Yard.LEASE_MS).want(want, false).types(List.of(types)));
    }

    private static Job job(String id, String type, int priority) {
        Work work = new Work(type, "{}", priority, List.of());
        return new Job(id, Yard.QUEUE, work, Rules.NONE, Times.of(Yard.AT, Yard.AT), Past.of(Tally.NONE));
    }
}
