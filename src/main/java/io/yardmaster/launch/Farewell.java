package io.yardmaster.launch;

import io.quarkus.runtime.QuarkusBindException;
import io.smallrye.config.ConfigValidationException;
import io.yardmaster.job.text.Text;
import io.yardmaster.settings.BadSettingException;
import io.yardmaster.settings.Given;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** The last word: one sentence on standard error when the operator can help it, else the whole story. */
public final class Farewell {
    private static final Logger LOG = Logger.getLogger(Farewell.class);

    private static final Pattern KEY = Pattern.compile("property ([A-Za-z0-9._-]{1,100})");

    private static final int LONGEST = 200;

    private Farewell() {}

    /** Says why, and exits. @param cause null when all went well */
    public static void say(int code, Throwable cause) {
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
            case ConfigValidationException unread ->
                unreadable(unread.getProblem(0).getMessage());
            case QuarkusBindException taken ->
                "Port " + taken.getPort() + " of " + taken.getHost()
                        + " is in use; set QUARKUS_HTTP_PORT to another one.";
            default -> null;
        };
    }

    /** Quarkus reads its own settings before any class of ours. Its message may show the value, which is no secret there. */
    private static String unreadable(String message) {
        Matcher key = KEY.matcher(message);
        String reason =
                message.substring(Math.max(0, message.lastIndexOf("SRCFG"))).replaceFirst("SRCFG[0-9]+: ", "");
        return (key.find() ? Given.variable(key.group(1)) : "A setting") + " cannot be read: "
                + Text.cut(reason, LONGEST) + ".";
    }
}
