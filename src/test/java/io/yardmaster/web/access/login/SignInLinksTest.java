package io.yardmaster.web.access.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.yardmaster.web.access.client.Secret;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SignInLinksTest {
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1_000);
    private final SignInLinks links = new SignInLinks(now::get);

    @Test
    void openingSpendsNothingAndPressingSpends() {
        String word = word(links.create());
        assertThat(links.isOpen(word)).isTrue();
        assertThat(links.isOpen(word)).isTrue();
        assertThat(links.spend(word)).isTrue();
        assertThat(links.spend(word)).isFalse();
        assertThat(links.isOpen(word)).isFalse();
    }

    @Test
    void endsAfterTenMinutes() {
        String word = word(links.create());
        now.addAndGet(TimeUnit.MINUTES.toNanos(10) - 1);
        assertThat(links.isOpen(word)).isTrue();
        now.incrementAndGet();
        assertThat(links.isOpen(word)).isFalse();
        assertThat(links.spend(word)).isFalse();
    }

    @Test
    void forgetsTheOldestBeyondItsBound() {
        String first = word(links.create());
        String second = word(links.create());
        for (int i = 0; i < 99; i++) {
            links.create();
        }
        assertThat(links.isOpen(first)).isFalse();
        assertThat(links.isOpen(second)).isTrue();
    }

    @Test
    void knowsNothingOfOtherWords() {
        assertThat(links.isOpen("")).isFalse();
        assertThat(links.spend("x".repeat(Secret.LENGTH))).isFalse();
    }

    private static String word(String path) {
        assertThat(path).startsWith("/login/link/");
        return path.substring("/login/link/".length());
    }
}
