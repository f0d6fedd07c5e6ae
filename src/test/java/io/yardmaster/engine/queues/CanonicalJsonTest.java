package io.yardmaster.engine.queues;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CanonicalJsonTest {
    @Test
    void sortsNamesAtEveryDepthAndDropsWhiteSpace() {
        assertThat(CanonicalJson.of("{ \"b\" : [ {\"z\":1, \"a\":null} , true ],\n\"a\" : {} , \"\" : [] }", "id"))
                .isEqualTo("{\"\":[],\"a\":{},\"b\":[{\"a\":null,\"z\":1},true]}");
    }

    @Test
    void leavesOutTheNamedMemberOfTheObjectItselfOnly() {
        assertThat(CanonicalJson.of("{\"id\":{\"x\":1},\"a\":{\"id\":2}}", "id"))
                .isEqualTo("{\"a\":{\"id\":2}}");
    }

    @Test
    void keepsNumbersAsTheyWereWritten() {
        assertThat(CanonicalJson.of("{\"n\":[1e5,1.00,-0,1180591620717411303424]}", "id"))
                .isEqualTo("{\"n\":[1e5,1.00,-0,1180591620717411303424]}");
    }

    @Test
    void escapesInOneWay() {
        assertThat(CanonicalJson.of("{\"\\u0061\\/\":\"\\u000a\\u00fc\\\"\\\\\"}", "id"))
                .isEqualTo("{\"a/\":\"\\nü\\\"\\\\\"}");
    }
}
