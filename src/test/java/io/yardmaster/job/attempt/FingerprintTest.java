package io.yardmaster.job.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FingerprintTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    order 4711 is gone                          | order # is gone
                    no 3f2a9c1e-77aa-4bcd-9e00-aabbccddeeff     | no #
                    user "jim" said 'no' to `all`               | user # said # to #
                    can't reach O'Neill, won't try              | can't reach O'Neill, won't try
                    an open "quote                              | an open "quote
                    503 Service Unavailable from api.pay        | # Service Unavailable from api.pay
                    nothing that differs                        | nothing that differs
                    """)
    void whatDiffersFromJobToJobIsLeftOut(String message, String plain) {
        assertThat(Fingerprint.plain(message)).isEqualTo(plain);
    }

    @Test
    void aMessageOfAMegabyteIsReadToItsFirstPart() {
        assertThat(Fingerprint.plain("'".repeat(1_000_000))).hasSizeLessThan(501);
        assertThat(Fingerprint.plain(null)).isEmpty();
    }

    @Test
    void typeErrorMessageAndFirstOwnFrameTellFailuresApart() {
        String known =
                print("pay", "Boom", "order 1", "at java.base/java.net.A.b(A.java:1)\nat shop.Pay.run(Pay.java:7)");
        assertThat(known).matches("[0-9a-f]{16}");
        assertThat(print("pay", "Boom", "order 22", "at app//shop.Pay.run(Pay.java:9)"))
                .isEqualTo(known);
        assertThat(print("pay", "Boom", "order 1", "at shop.Pay.stop(Pay.java:7)"))
                .isNotEqualTo(known);
        assertThat(print("ship", "Boom", "order 1", "at shop.Pay.run(Pay.java:7)"))
                .isNotEqualTo(known);
        assertThat(print("pay", "Bang", "order 1", "at shop.Pay.run(Pay.java:7)"))
                .isNotEqualTo(known);
        assertThat(print("pay", "Boom", "parcel 1", "at shop.Pay.run(Pay.java:7)"))
                .isNotEqualTo(known);
    }

    @Test
    void aShortenedErrorKeepsIt() {
        JobError full = new JobError("Boom", "m", "at shop.Pay.run(Pay.java:7)").in("pay");
        assertThat(full.shortened().fingerprint()).isEqualTo(full.fingerprint()).isNotNull();
        assertThat(new JobError(null, null, "").in("pay").fingerprint()).hasSize(16);
    }

    private static String print(String jobType, String type, String message, String stack) {
        return new JobError(type, message, stack).in(jobType).fingerprint();
    }
}
