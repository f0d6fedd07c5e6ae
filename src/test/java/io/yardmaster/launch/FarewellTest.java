package io.yardmaster.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.QuarkusBindException;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.BindException;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class FarewellTest {
    @ConfigMapping(prefix = "quarkus.http")
    interface Http {
        int port();
    }

    @Test
    void refusalIsOneSentenceHoweverDeepItLies() {
        Throwable refusal = new StartRefusedException("The port is taken.");
        assertThat(Farewell.sentence(new RuntimeException("outer", new RuntimeException(refusal))))
                .contains("The port is taken.");
    }

    @Test
    void portThatWasTakenInTheLastMomentIsNamed() {
        Throwable taken = new QuarkusBindException("127.0.0.1", 8080, new BindException("Address already in use"));
        assertThat(Farewell.sentence(new RuntimeException(taken)))
                .contains("Port 8080 of 127.0.0.1 is in use; set QUARKUS_HTTP_PORT to another one.");
    }

    @Test
    void settingOfQuarkusThatCannotBeReadIsNamed() {
        Throwable unread = Assertions.catchThrowable(() -> new SmallRyeConfigBuilder()
                .withMapping(Http.class)
                .withSources(new PropertiesConfigSource(Map.of("quarkus.http.port", "abc"), "test", 100))
                .build());
        assertThat(Farewell.sentence(unread))
                .contains("QUARKUS_HTTP_PORT cannot be read: Expected an integer value, got \"abc\".");
    }

    @Test
    void faultOfTheProgramIsNoSentence() {
        assertThat(Farewell.sentence(new IllegalStateException("bug"))).isEmpty();
    }
}
