package io.yardmaster.web.api.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.yardmaster.job.NewJob;
import io.yardmaster.job.NewJob.Due;
import io.yardmaster.job.Option;
import io.yardmaster.job.attempt.Backoff;
import io.yardmaster.job.attempt.Jitter;
import io.yardmaster.web.api.request.JsonReader;
import io.yardmaster.web.problem.BadInputException;
import io.yardmaster.web.problem.FieldError;
import java.nio.CharBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NewJobReaderTest {
    @Test
    void readsEveryField() {
        NewJob job = read("""
                {"type":"http.request","payload":{"a":1},"queue":"q","id":"a:1","priority":"high","delayMs":5,
                 "maxAttempts":7,"timeoutMs":1000,"tags":["x","ü"],
                 "backoff":{"type":"fixed","delayMs":10,"maxDelayMs":20,"jitter":"full"}}""");
        assertThat(job.type()).isEqualTo("http.request");
        assertThat(job.payload()).isEqualTo("{\"a\":1}");
        assertThat(job.queue()).isEqualTo("q");
        assertThat(job.id()).isEqualTo("a:1");
        assertThat(job.priority()).isEqualTo(5);
        assertThat(job.due()).isEqualTo(new Due.After(5));
        assertThat(job.rules().maxAttempts()).isEqualTo(7);
        assertThat(job.rules().timeoutMs()).isEqualTo(1000);
        assertThat(job.rules().backoff()).isEqualTo(new Backoff(Backoff.Type.FIXED, 10, 20, Jitter.FULL));
        assertThat(job.tags()).containsExactly("x", "ü");
        assertThat(job.place().bodyHash()).hasSize(16);
    }

    @Test
    void readsTheRulesOfTimeAndOfErrors() {
        NewJob job = read("{\"type\":\"t\",\"hardTimeoutMs\":5,\"expiresAt\":\"2026-11-24T09:00:00.000Z\","
                + "\"retryOn\":[\"IOException\",\"a.B$C\"],\"doNotRetryOn\":[\"ValueError\"]}");
        assertThat(job.rules().hardTimeoutMs()).isEqualTo(5);
        assertThat(job.rules().expiresAt()).isEqualTo(1_795_510_800_000L);
        assertThat(job.rules().names(Option.RETRY_ON)).containsExactly("IOException", "a.B$C");
        assertThat(job.rules().names(Option.DO_NOT_RETRY_ON)).containsExactly("ValueError");
        assertThat(read("{\"type\":\"t\",\"expiresInMs\":7}").rules().get(Option.EXPIRES_IN_MS))
                .isEqualTo(7L);
    }

    @Test
    void leavesOutWhatIsNotSaid() {
        NewJob job = read("{\"type\":\"t\"}");
        assertThat(job).isEqualTo(NewJob.of("t").queue(null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e5",
                "1.00",
                "1180591620717411303424",
                "-0",
                "\"a\\u0000\\ud83d\\ude00\"",
                "[ 1 , 2 ]",
                "{ \"a\" : { } }",
                "true",
                "\"ü😀\"",
                "[]",
                "0.1e-7"
            })
    void keepsThePayloadDigitForDigit(String payload) {
        assertThat(read("{\"payload\":" + payload + ",\"type\":\"t\"}").payload())
                .isEqualTo(payload);
        assertThat(read("{\"type\":\"t\", \"payload\" :  " + payload + " }").payload())
                .isEqualTo(payload);
    }

    @Test
    void keepsADeepAndALongPayload() {
        String deep = "[".repeat(99) + "]".repeat(99);
        assertThat(read("{\"type\":\"t\",\"payload\":" + deep + "}").payload()).isEqualTo(deep);
        String digits = "9".repeat(60_000);
        assertThat(read("{\"type\":\"t\",\"payload\":" + digits + "}").payload())
                .isEqualTo(digits);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "/type     | {}",
                "/type     | {'type':5}",
                "/type     | {'type':null}",
                "/type     | {'type':''}",
                "/type     | {'type':'a{b}'}",
                "/type     | {'type':'a/b'}",
                "/type     | {'type':'a*'}",
                "/type     | {'type':'a:b'}",
                "/type     | {'type':'a\\u0000'}",
                "/type     | {'type':['t']}",
                "/type     | {'type':'t','type':'t'}",
                "/queue    | {'type':'t','queue':'{q}'}",
                "/queue    | {'type':'t','queue':7}",
                "/queue    | {'type':'t','queue':null}",
                "/id       | {'type':'t','id':''}",
                "/id       | {'type':'t','id':{}}",
                "/priority | {'type':'t','priority':'5'}",
                "/priority | {'type':'t','priority':0}",
                "/priority | {'type':'t','priority':101}",
                "/priority | {'type':'t','priority':1.0}",
                "/priority | {'type':'t','priority':'urgent'}",
                "/priority | {'type':'t','priority':9223372036854775808}",
                "/delayMs  | {'type':'t','delayMs':-1}",
                "/delayMs  | {'type':'t','delayMs':'5'}",
                "/delayMs  | {'type':'t','delayMs':1.9}",
                "/delayMs  | {'type':'t','delayMs':1e3}",
                "/delayMs  | {'type':'t','delayMs':9007199254740993}",
                "/delayMs  | {'type':'t','delayMs':NaN}",
                "/runAt    | {'type':'t','runAt':'tomorrow'}",
                "/runAt    | {'type':'t','runAt':1764000000000}",
                "/runAt    | {'type':'t','runAt':'+999999999-12-31T23:59:59Z'}",
                "/runAt    | {'type':'t','delayMs':5,'runAt':'2026-11-24T09:00:00Z'}",
                "/maxAttempts | {'type':'t','maxAttempts':0}",
                "/maxAttempts | {'type':'t','maxAttempts':101}",
                "/maxAttempts | {'type':'t','maxAttempts':true}",
                "/timeoutMs | {'type':'t','timeoutMs':0}",
                "/timeoutMs | {'type':'t','timeoutMs':604800001}",
                "/hardTimeoutMs | {'type':'t','hardTimeoutMs':0}",
                "/hardTimeoutMs | {'type':'t','hardTimeoutMs':604800001}",
                "/expiresAt | {'type':'t','expiresAt':'soon'}",
                "/expiresInMs | {'type':'t','expiresInMs':0}",
                "/expiresInMs | {'type':'t','expiresInMs':315360000001}",
                "/expiresInMs | {'type':'t','expiresInMs':5,'expiresAt':'2026-11-24T09:00:00Z'}",
                "/retryOn | {'type':'t','retryOn':'IOException'}",
                "/retryOn | {'type':'t','retryOn':[]}",
                "/retryOn/0 | {'type':'t','retryOn':['']}",
                "/doNotRetryOn/1 | {'type':'t','doNotRetryOn':['a','b c']}",
                "/backoff  | {'type':'t','backoff':'fixed'}",
                "/backoff/type | {'type':'t','backoff':{}}",
                "/backoff/name | {'type':'t','backoff':{'type':'custom'}}",
                "/backoff/type | {'type':'t','backoff':{'type':'cubic'}}",
                "/backoff/name | {'type':'t','backoff':{'type':'fixed','name':'n'}}",
                "/backoff/delayMs | {'type':'t','backoff':{'type':'fixed','delayMs':-1}}",
                "/backoff/jitter | {'type':'t','backoff':{'type':'fixed','jitter':1.1}}",
                "/backoff/jitter | {'type':'t','backoff':{'type':'fixed','jitter':1e999}}",
                "/backoff/jitter | {'type':'t','backoff':{'type':'fixed','jitter':'half'}}",
                "/tags     | {'type':'t','tags':'x'}",
                "/tags/0   | {'type':'t','tags':[5]}",
                "/tags/1   | {'type':'t','tags':['x','']}",
                "/tags/0   | {'type':'t','tags':['a\\u0000']}",
                "/tags/0   | {'type':'t','tags':['a\\ud800']}",
                "/payload  | {'type':'t','payload':{'a':1,'a':2}}",
                "/payload  | {'type':'t','payload':NaN}",
                "/group    | {'type':'t','group':''}",
                "/group    | {'type':'t','group':'<b>'}",
                "/cost     | {'type':'t','cost':0}",
                "/cost     | {'type':'t','cost':1000001}",
                "/unique   | {'type':'t','unique':true}",
                "/colour   | {'type':'t','colour':[{'a':1}]}",
                "/a~1b~0   | {'type':'t','a/b~':1}",
            })
    void namesTheFieldThatIsWrong(String pointer, String body) {
        assertThat(refusal(body.strip().replace('\'', '"')).errors())
                .extracting(FieldError::pointer)
                .containsExactly(pointer.strip());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "5",
                "null",
                "{",
                "{\"type\":\"t\"} x",
                "{\"type\":\"t\"}{}",
                "{'type':'t'}",
                "\"",
                "nul"
            })
    void refusesWhatIsNoObject(String body) {
        assertThat(refusal(body).errors()).hasSize(1);
    }

    @Test
    void tellsAllThatIsWrongAtOnce() {
        assertThat(refusal("{\"type\":1,\"queue\":2,\"id\":3,\"nope\":4}").errors())
                .hasSize(4);
    }

    @Test
    void boundsWhatItKeeps() {
        assertThat(refusal("{\"type\":\"t\",\"payload\":\"" + "x".repeat(65_535) + "\"}")
                        .errors())
                .containsExactly(new FieldError("/payload", "must be at most 65536 bytes, this one has 65537"));
        assertThat(refusal("{\"type\":\"t\",\"payload\":\"" + "ü".repeat(40_000) + "\"}"))
                .hasMessageContaining("65536");
        assertThat(refusal("{\"type\":\"t\",\"payload\":" + "[".repeat(100) + "]".repeat(100) + "}"))
                .hasMessageContaining("deeper than 100");
        assertThat(refusal("{\"type\":\"t\",\"payload\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}"))
                .hasMessageContaining("deeper than 100");
        assertThat(refusal("{\"type\":\"t\",\"payload\":" + "[".repeat(1_000_000)))
                .hasMessageContaining("not JSON");
        assertThat(refusal("{\"type\":\"" + "x".repeat(10_000) + "\"}").getMessage())
                .hasSizeLessThan(200);
        assertThat(refusal("{\"type\":\"t\",\"" + "x".repeat(10_000) + "\":1}").getMessage())
                .hasSizeLessThan(200);
        String tags = "\"x\",".repeat(20) + "\"x\"";
        assertThat(refusal("{\"type\":\"t\",\"tags\":[" + tags + "]}").errors())
                .extracting(FieldError::pointer)
                .containsExactly("/tags/20");
        assertThat(refusal("{" + "\"x\":1,".repeat(1_000) + "\"type\":\"t\"}").errors())
                .hasSize(50);
    }

    @Test
    void knowsTheSameBodyHoweverItIsWritten() {
        String one = read("{\"type\":\"t\",\"id\":\"1\",\"payload\":{\"b\":[1.0,2],\"a\":\"\\u0041\"}}")
                .place()
                .bodyHash();
        String same = read("{ \"payload\" : {\"a\":\"A\",\"b\":[1.0, 2]},\"type\":\"t\",\"id\":\"2\"}")
                .place()
                .bodyHash();
        String other = read("{\"type\":\"t\",\"id\":\"1\",\"payload\":{\"b\":[1.00,2],\"a\":\"A\"}}")
                .place()
                .bodyHash();
        assertThat(one).isEqualTo(same).isNotEqualTo(other);
    }

    private static NewJob read(String body) {
        JsonReader in = new JsonReader(CharBuffer.wrap(body.toCharArray()));
        return in.whole(() -> NewJobReader.of(in));
    }

    private static BadInputException refusal(String body) {
        BadInputException refused = catchThrowableOfType(BadInputException.class, () -> read(body));
        assertThat(refused).isNotNull();
        return refused;
    }
}
