package io.yardmaster.handlers.email;

import io.yardmaster.engine.node.Settings;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;

/** Whether there is a mail server, and who writes. The rest of {@code quarkus.mailer.*} is read by Quarkus itself. */
@Singleton
class MailSettings {
    static final String DEFAULT_FROM = "yardmaster@localhost";

    private final boolean hasServer;
    private final String from;

    MailSettings(Config config, Settings settings) {
        this.hasServer = !settings.demo().traffic() && isSet(config.getConfigValue("quarkus.mailer.host"));
        this.from = config.getOptionalValue("quarkus.mailer.from", String.class).orElse(DEFAULT_FROM);
    }

    /** True when an operator named a server; the made-up letters of the demo are never sent to one. */
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
