package io.yardmaster.job.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yardmaster.job.queue.Routes.Route;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutesTest {
    private static final Routes ROUTES = new Routes(List.of(
            new Route("email.*", "mail"),
            new Route("*.urgent", "fast"),
            new Route("email.send", "letters"),
            new Route("a*b*c", "abc")));

    @ParameterizedTest
    @CsvSource({
        "email.send, letters",
        "email.digest, mail",
        "email.urgent, mail",
        "sms.urgent, fast",
        "email., mail",
        "abc, abc",
        "a-b-b-c, abc",
    })
    void theVeryTypeWinsThenTheFirstPatternThatFits(String type, String queue) {
        assertThat(ROUTES.queueOf(type)).contains(queue);
    }

    @ParameterizedTest
    @CsvSource({"email", "xemail.send", "urgent", "ab", "acb", "a-b-c-d"})
    void whatFitsNoneIsRoutedNowhere(String type) {
        assertThat(ROUTES.queueOf(type)).isEmpty();
    }

    @Test
    void aPatternOfStarsTakesNoLongerThanItsLength() {
        Routes stars = new Routes(List.of(new Route("*a".repeat(63) + "b", "q")));
        assertThat(stars.queueOf("a".repeat(128))).isEmpty();
    }

    @Test
    void theyAreStoredInTheirOrder() {
        assertThat(Routes.of(ROUTES.text())).isEqualTo(ROUTES);
        assertThat(Routes.of("").routes()).isEmpty();
        assertThat(Routes.of("one\n* q\n<x> q\na b c").routes()).containsExactly(new Route("*", "q"));
    }

    @Test
    void whatIsNoPatternOrNameIsRefused() {
        for (String bad : List.of("", "a b", "a\nb", "<x>", "é", ".a", "a".repeat(129))) {
            assertThatThrownBy(() -> new Route(bad, "q")).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new Route("a", "*")).isInstanceOf(IllegalArgumentException.class);
    }
}
