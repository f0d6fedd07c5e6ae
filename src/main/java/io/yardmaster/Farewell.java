package io.yardmaster;

import io.quarkus.runtime.QuarkusBindException;
import io.yardmaster.engine.BadSettingException;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** The last word: one sentence on standard error when the operator can help it, else the whole story. */
final class Farewell {
    private static final Logger LOG = Logger.getLogger(Farewell.class);

    private Farewell() {}

    /** Says why, and exits. @param cause null when all went well */
    static void say(int code, Throwable cause) {
        if (cause != null) {
            sentence(cause).ifPresentOrElse(System.err::println, () -> LOG.error("Yardmaster failed", cause));
        }
        System.exit(code);
    }

    /** The sentence for the operator; empty when the fault is one of the program. */
    static Optional<String> sentence(Throwable cause) {
        return Stream.iterate(cause, link -> link != null, Throwable::getCause)
                .limit(50)
                .flatMap(link -> Stream.ofNullable(known(link)))
                .findFirst();
    }

    private static String known(Throwable link) {
        return switch (link) {
            case StartRefusedException refused -> refused.getMessage();
            case BadSettingException bad -> bad.getMessage();
            case QuarkusBindException taken ->
                "Port " + taken.getPort() + " of " + taken.getHost()
                        + " is in use; set QUARKUS_HTTP_PORT to another one.";
            default -> null;
        };
    }
}
