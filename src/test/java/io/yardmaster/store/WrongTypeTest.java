package io.yardmaster.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import io.yardmaster.job.JobState;
import io.yardmaster.job.attempt.Attempt;
import io.yardmaster.job.attempt.Claim;
import io.yardmaster.store.call.Key;
import io.yardmaster.store.call.Keys;
import io.yardmaster.store.call.Move;
import io.yardmaster.store.call.Settlement;
import io.yardmaster.store.call.Turn;
import io.yardmaster.store.call.Written;
import io.yardmaster.store.cluster.AsideStore;
import io.yardmaster.store.redis.RedisLink;
import io.yardmaster.store.redis.Script;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each script beside each of its keys, overwritten by hand: it works, or it refuses and has changed nothing. */
class WrongTypeTest {
    @RegisterExtension
    static final Yard yard = new Yard();

    private static final Map<Script, Consumer<Claim>> ACTS = Map.of(
            Script.ENQUEUE, claim -> yard.enqueue("new"),
            Script.MOVE, claim -> move(),
            Script.PROMOTE, claim -> yard.jobs.promote(List.of(Yard.QUEUE), 100),
            Script.REMOVE, claim -> yard.jobs.remove(Yard.QUEUE, JobState.DEAD, null, List.of("dead")),
            Script.RESTORE, claim -> new AsideStore(yard.links).restore(Yard.QUEUE, "p"),
            Script.RENEW, claim -> yard.leases.renew(Yard.QUEUE, List.of(claim), Yard.LEASE_MS),
            Script.REPORT, WrongTypeTest::report,
            Script.SETTLE, WrongTypeTest::settle,
            Script.TURN, WrongTypeTest::turn);

    static Stream<Arguments> everyKey() {
        return ACTS.keySet().stream()
                .flatMap(script -> Keys.bound(script).stream().map(key -> Arguments.of(script, key)));
    }

    @ParameterizedTest
    @MethodSource("everyKey")
    void nothingIsChangedInHalf(Script script, Key broken) {
        yard.enqueue("a", "b", "waits", "dead", "due");
        Claim claim = yard.hold("w", Yard.LEASE_MS, "a", "b");
        yard.ask(Command.ZREM, yard.keys.of(Key.LANE), "dead", "due");
        yard.ask(Command.ZADD, yard.keys.of(Key.DEAD), 1, "dead");
        yard.ask(Command.ZADD, yard.keys.of(Key.RETRYING), 1, "due");
        yard.ask(Command.HSET, yard.keys.of(Key.NAMED), "dead", "hash-of-dead-job");
        yard.ask(Command.HSET, yard.keys.aside("p"), "state", "dead", "r:gone", "x", "s:gone", "1", "n:gone", "x");
        yard.ask(Command.DEL, yard.keys.of(broken));
        yard.ask(Command.SET, yard.keys.of(broken), "x");
        Map<String, String> before = everything();
        try {
            ACTS.get(script).accept(claim);
        } catch (IllegalStateException refused) {
            assertThat(refused.getMessage()).contains("WRONGTYPE");
            assertThat(everything()).as("%s beside %s", script, broken).isEqualTo(before);
        }
    }

    private static void move() {
        yard.jobs.move(
                Yard.QUEUE,
                List.of(
                        new Move("dead", JobState.DEAD, JobState.WAITING, new Written(Yard.job("dead"), null)),
                        new Move("a", JobState.ACTIVE, JobState.CANCELLED, Written.NOTHING),
                        new Move("due", JobState.RETRYING, JobState.CANCELLED, new Written(Yard.job("due"), null))));
    }

    private static void report(Claim claim) {
        ReportStore.Report report = new ReportStore.Report("a", claim, "{}", "{}\n");
        RedisLink.await(yard.reports.report(Yard.QUEUE, List.of(report)));
    }

    private static void settle(Claim claim) {
        Attempt attempt = Yard.attempt(claim, 1, Attempt.End.FAILED, null);
        yard.settle(
                Yard.settlement(claim, Settlement.To.RETRYING, 5, Yard.job("a"), attempt),
                Yard.settlement(claim, Settlement.To.DEAD, 0, Yard.job("b"), attempt));
    }

    /** A completion alone and a claim alone: where both go together, the first may be done when the second is refused. */
    private static void turn(Claim claim) {
        Map<String, String> before = everything();
        try {
            yard.turn(new Turn("w", Yard.LEASE_MS).want(1, false).request("r"));
        } catch (IllegalStateException refused) {
            assertThat(everything()).isEqualTo(before);
        }
        before = everything();
        try {
            yard.turn(
                    new Turn("w", Yard.LEASE_MS).of(claim, claim.startedAt(), 1).complete("a", "{}", 10));
        } catch (IllegalStateException refused) {
            assertThat(everything()).isEqualTo(before);
        }
    }

    /** Every key with what it holds. The bytes of a hash are in another order while Redis enlarges its table. */
    private static Map<String, String> everything() {
        Map<String, String> all = new TreeMap<>();
        yard.ask(Command.KEYS, "*").forEach(key -> all.put(key.toString(), contents(key.toString())));
        return all;
    }

    private static String contents(String key) {
        if (yard.ask(Command.TYPE, key).toString().equals("hash")) {
            Map<String, String> fields = new TreeMap<>();
            Response all = yard.ask(Command.HGETALL, key);
            all.getKeys()
                    .forEach(field -> fields.put(
                            field, HexFormat.of().formatHex(all.get(field).toBytes())));
            return fields.toString();
        }
        return HexFormat.of().formatHex(yard.ask(Command.DUMP, key).toBytes());
    }
}
