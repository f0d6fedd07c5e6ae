package io.yardmaster.web.access.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import org.junit.jupiter.api.Test;

class BodyDeadlineTest {
    /** Else every stream of a page ends after ten seconds. */
    @Test
    void aRequestWithoutABodyHasNoDeadline() {
        assertThat(BodyDeadline.hasBody(head().add("Accept", "text/event-stream")))
                .isFalse();
    }

    @Test
    void aBodyOfEitherFormHasOne() {
        assertThat(BodyDeadline.hasBody(head().add("content-length", "3"))).isTrue();
        assertThat(BodyDeadline.hasBody(head().add("transfer-encoding", "chunked")))
                .isTrue();
    }

    private static MultiMap head() {
        return MultiMap.caseInsensitiveMultiMap();
    }
}
