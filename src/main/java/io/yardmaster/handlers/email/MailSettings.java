package io.yardmaster.handlers.email;

import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;

/** Whether there is a mail server, and who writes. The rest of {@code quarkus.mailer.*} is read by Quarkus itself. */
@Singleton
class MailSettings {
    static final String DEFAULT_FROM = "yardmaster@localhost";
    private static final List<String> HOST = List.of("quarkus.mailer.host");

    private final boolean hasServer;
    private final String from;

    MailSettings(Config config) {
        this.hasServer = HOST.stream().map(config::getConfigValue).anyMatch(MailSettings::isSet);
        this.from = config.getOptionalValue("quarkus.mailer.from", String.class).orElse(DEFAULT_FROM);
    }

    /** True when an operator named a server; Quarkus has a default that is of no use here. */
    boolean hasServer() {
        return hasServer;
    }

    /** The address that letters come from. */
    String from() {
        return from;
    }

    private static boolean isSet(ConfigValue value) {
        return value.getValue() != null && !value.getValue().isBlank() && value.getSourceOrdinal() > 0;
    }
}
