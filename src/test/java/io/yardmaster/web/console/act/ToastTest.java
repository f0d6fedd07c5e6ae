package io.yardmaster.web.console.act;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ToastTest {
    @Test
    void leadsNowhereElse() {
        assertThat(read("said\nrest\nOpen job\n/jobs/a\n/jobs/a/retry"))
                .isEqualTo(new Toast("said", "rest", "Open job", "/jobs/a", "/jobs/a/retry"));
        assertThat(read("said\nrest\nOpen\nhttps://evil.example\n").href()).isEqualTo("/");
        assertThat(read("said\nrest\nOpen\n//evil.example\n").href()).isEqualTo("/");
        assertThat(read("said\nrest\n\n/\nhttps://evil.example").undo()).isEmpty();
    }

    @Test
    void isBounded() {
        assertThat(read("s".repeat(5_000) + "\n\n\n/\n").said()).hasSize(300);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%%%", "YQ", "\u0000"})
    void isNothingWhereItIsNotOurs(String cookie) {
        assertThat(Toast.read(cookie)).isNull();
    }

    private static Toast read(String text) {
        return Toast.read(Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
    }
}
