package io.yardmaster.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * One setting as the operator gave it. Whatever is wrong with it is a {@link BadSettingException}, one sentence
 * that begins with the name of its environment variable and says what is allowed.
 */
public final class Given {
    private static final int LONGEST_SHOWN = 60;
    private static final int LONGEST_SECRET = 500;
    private static final int MOST_ITEMS = 100;
    private static final String ADDRESS = "https?://[A-Za-z0-9._:\\[\\]-]{1,253}(/[A-Za-z0-9._~/-]{0,500})?";
    private static final String HOST = "[a-z0-9._-]{1,253}|\\[[0-9a-f:.]{2,45}]";

    private static final int LONGEST_PATH = 200;
    /** No part of it begins with a point: browsers would resolve it. */
    private static final String PATH = "(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*";

    private final String key;
    private final Optional<String> value;

    private Given(String key, Optional<String> value) {
        this.key = key;
        this.value = value;
    }

    /** @param key as in {@code config/application.properties}, for example {@code yardmaster.lease-ms} */
    public static Given of(Config config, String key) {
        return new Given(key, config.getOptionalValue(key, String.class).map(String::strip));
    }

    /** The name of its environment variable, for example {@code YARDMASTER_LEASE_MS}. */
    public static String variable(String key) {
        return key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    /** The text without blanks around it; empty when the setting is missing or blank. */
    public Optional<String> text() {
        return value.filter(text -> !text.isEmpty());
    }

    /** A whole number within bounds, both included. */
    public long whole(long least, long most, long otherwise) {
        return text().map(text -> parse(text, least, most)).orElse(otherwise);
    }

    /** {@code true} or {@code false} and nothing else. */
    public boolean flag(boolean otherwise) {
        return Boolean.parseBoolean(oneOf(List.of("true", "false"), Boolean.toString(otherwise)));
    }

    /** One of the words allowed. */
    public String oneOf(List<String> allowed, String otherwise) {
        String word = text().orElse(otherwise);
        if (!allowed.contains(word)) {
            throw wrong("must be " + String.join(" or ", allowed));
        }
        return word;
    }

    /** A directory, absolute; it need not exist. Empty when not set. */
    public Optional<Path> directory() {
        try {
            return text().map(text -> Path.of(text).toAbsolutePath().normalize());
        } catch (InvalidPathException e) {
            throw wrong("must be a path of this system");
        }
    }

    /** Networks in CIDR notation, parted by commas, at most 100. Empty when not set. */
    public List<String> networks() {
        List<String> networks =
                text().map(text -> List.of(text.split("\\s*,\\s*", -1))).orElse(List.of());
        if (networks.size() > MOST_ITEMS || !networks.stream().allMatch(Cidr::isCidr)) {
            throw wrong(
                    "must be at most " + MOST_ITEMS + " networks parted by commas, for example 10.0.0.0/8,fd00::/8");
        }
        return networks;
    }

    /** Names of this server without ports, parted by commas, at most 100; in small letters. Empty when not set. */
    public List<String> hosts() {
        List<String> hosts = text().map(
                        text -> List.of(text.toLowerCase(Locale.ROOT).split("\\s*,\\s*", -1)))
                .orElse(List.of());
        if (hosts.size() > MOST_ITEMS || !hosts.stream().allMatch(host -> host.matches(HOST))) {
            throw wrong("must be at most " + MOST_ITEMS
                    + " names without ports parted by commas, for example jobs.example");
        }
        return hosts;
    }

    /** A path of at most 200 characters without a slash at its end; empty when not set, and for a slash alone. */
    public String path() {
        String path = text().filter(text -> !text.equals("/")).orElse("");
        if (path.length() > LONGEST_PATH || !path.matches(PATH)) {
            throw wrong(
                    "must be a path of letters, digits and - . _ ~ without a slash at its end, for example /ops/jobs");
        }
        return path;
    }

    /** An address such as {@code https://jobs.example}, without a slash at its end. Empty when not set. */
    public Optional<String> address() {
        Optional<String> text = text().map(given -> given.replaceAll("/+$", ""));
        if (text.filter(given -> !given.matches(ADDRESS)).isPresent()) {
            throw wrong("must be an address like https://jobs.example");
        }
        return text;
    }

    /** A secret, never shown in the complaint: at most 500 characters, none a control character. Empty when not set. */
    public Optional<String> secret() {
        if (text().filter(text -> text.length() > LONGEST_SECRET || text.matches("(?s).*\\p{Cntrl}.*"))
                .isPresent()) {
            throw refuse("must be at most " + LONGEST_SECRET + " characters, none of them a control character");
        }
        return text();
    }

    /** Refuses a secret that is set and shorter, where other machines may try it. */
    void atLeast(int shortest) {
        if (text().filter(text -> text.length() < shortest).isPresent()) {
            throw refuse("must be at least " + shortest + " characters where other machines reach the server");
        }
    }

    /** The complaint that shows the value: "KEY is "abc" but {@code rule}". */
    public BadSettingException wrong(String rule) {
        String shown = value.orElse("").replaceAll("\\p{Cntrl}", "?");
        String cut = shown.length() > LONGEST_SHOWN ? shown.substring(0, LONGEST_SHOWN) + "..." : shown;
        return new BadSettingException(variable(key) + " is \"" + cut + "\" but " + rule + ".");
    }

    /** The complaint that does not show the value: "KEY {@code rule}". */
    public BadSettingException refuse(String rule) {
        return new BadSettingException(variable(key) + " " + rule + ".");
    }

    private long parse(String text, long least, long most) {
        String rule = "must be a whole number from " + least + " to " + most;
        if (!text.matches("-?[0-9]{1,18}")) {
            throw wrong(rule);
        }
        long number = Long.parseLong(text);
        if (number < least || number > most) {
            throw wrong(rule);
        }
        return number;
    }
}
