package io.yardmaster.web.api.jobs.unique;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.yardmaster.engine.queues.MadeKeys;
import io.yardmaster.job.Option;
import io.yardmaster.job.Rules;
import io.yardmaster.job.unique.Unique;
import io.yardmaster.job.unique.Unique.Until;
import io.yardmaster.web.api.request.JsonReader;
import io.yardmaster.web.problem.BadInputException;
import java.nio.CharBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UniqueReaderTest {
    @Test
    void aKeyIsHeldUntilTheFinishWhereNothingElseIsSaid() {
        assertThat(read("{'key':'k'}")).isEqualTo(new Unique("k", Unique.DEFAULT_TTL_MS, Until.FINISH));
    }

    @Test
    void throttleMeansUntilItsTtl() {
        assertThat(read("{'key':'k','mode':'throttle','ttlMs':5}")).isEqualTo(new Unique("k", 5, Until.TTL));
        assertThat(read("{'key':'k','until':'ttl','ttlMs':5}")).isEqualTo(new Unique("k", 5, Until.TTL));
    }

    @Test
    void aModeSaysWhatBecomesOfAJobWhoseKeyIsHeld() {
        assertThat(read("{'mode':'debounce'}").mode()).isEqualTo(Unique.Mode.DEBOUNCE);
        assertThat(read("{'mode':'keepLast','until':'start'}").mode()).isEqualTo(Unique.Mode.KEEP_LAST);
        assertThat(read("{'mode':'simple'}").mode()).isEqualTo(Unique.Mode.SIMPLE);
    }

    @Test
    void anIdempotencyKeyIsMadeOfTypeAndPayloadAndFollowsThem() {
        Rules auto = Rules.NONE.with(Option.IDEMPOTENCY_KEY, "auto");
        Rules made = MadeKeys.of(auto, "t", "{\"a\":1,\"b\":2}");
        assertThat(made.idempotencyKey()).matches("auto:[0-9a-f]{64}");
        assertThat(MadeKeys.of(made, "t", "{\"b\":2, \"a\":1}")).isEqualTo(made);
        assertThat(MadeKeys.of(made, "t", "{\"b\":3}")).isNotEqualTo(made);
        Rules named = Rules.NONE.with(Option.IDEMPOTENCY_KEY, "order-7");
        assertThat(MadeKeys.of(named, "t", null)).isSameAs(named);
    }

    @Test
    void autoIsTheSha256OfTypeAndSortedPayload() {
        Rules auto = Rules.NONE.with(Option.IDEMPOTENCY_KEY, "auto");
        // printf '%s' '{"payload":{"a":1,"b":2},"type":"t"}' | sha256sum
        assertThat(MadeKeys.of(auto, "t", "{ \"b\": 2, \"a\": 1 }").idempotencyKey())
                .isEqualTo("auto:f52cdaad430b64c05fa4d5950bdb56240c87d003b2b92c2d16bd54bcbdb2ab87");
    }

    @Test
    void aKeyIsMadeOfTypeAndPayloadWhereNoneIsNamed() {
        Rules rules = Rules.NONE.with(Option.UNIQUE, read("{}"));
        String key = key(rules, "t", "{\"a\":1,\"b\":2}");
        assertThat(key).startsWith(Unique.MADE).isEqualTo(key(rules, "t", "{ \"b\":2,\"a\":1 }"));
        assertThat(key).isNotEqualTo(key(rules, "u", "{\"a\":1,\"b\":2}"));
        assertThat(key).isNotEqualTo(key(rules, "t", null));
        Rules named = Rules.NONE.with(Option.UNIQUE, read("{'key':'k'}"));
        assertThat(MadeKeys.of(named, "t", null)).isSameAs(named);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "''         | true",
                "/key       | {'key':''}",
                "/key       | {'key':'auto:x'}",
                "/key       | {'key':7}",
                "/ttlMs     | {'ttlMs':0}",
                "/ttlMs     | {'ttlMs':31536000000}",
                "/until     | {'until':'success'}",
                "/until     | {'mode':'throttle','until':'start'}",
                "/until     | {'mode':'keepLast','until':'ttl'}",
                "/mode      | {'mode':'often'}",
                "/modes     | {'modes':'simple'}"
            })
    void aWrongFieldIsNamed(String pointer, String json) {
        BadInputException wrong = catchThrowableOfType(BadInputException.class, () -> read(json));
        assertThat(wrong.errors().getFirst().pointer()).isEqualTo(pointer.equals("''") ? "" : pointer);
    }

    private static String key(Rules rules, String type, String payload) {
        return MadeKeys.of(rules, type, payload).unique().key();
    }

    private static Unique read(String json) {
        JsonReader in = new JsonReader(CharBuffer.wrap(json.replace('\'', '"').toCharArray()));
        return in.whole(() -> UniqueReader.of(in));
    }
}
