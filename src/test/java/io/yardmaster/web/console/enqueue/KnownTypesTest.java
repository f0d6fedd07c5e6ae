package io.yardmaster.web.console.enqueue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class KnownTypesTest {
    private final KnownTypes known = new KnownTypes(List.of("demo.noop", "demo.sleep", "http.request"));

    @Test
    void theNearestNameIsTheOneMeant() {
        assertThat(known.nearest("demo.nop")).contains("demo.noop");
        assertThat(known.nearest("htp.request")).contains("http.request");
        assertThat(known.has("demo.nop")).isFalse();
        assertThat(known.has("demo.noop")).isTrue();
    }

    @Test
    void whatIsFarFromAllHasNone() {
        assertThat(known.nearest("zzzzzzzz")).isEmpty();
        assertThat(new KnownTypes(List.of()).nearest("demo.noop")).isEmpty();
    }

    @Test
    void distanceCountsLetters() {
        assertThat(KnownTypes.distance("kitten", "sitting")).isEqualTo(3);
        assertThat(KnownTypes.distance("", "abc")).isEqualTo(3);
        assertThat(KnownTypes.distance("abc", "abc")).isZero();
    }
}
