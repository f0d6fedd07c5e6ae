package io.yardmaster.engine.webhook;

import io.yardmaster.engine.outgoing.AddressRules;
import io.yardmaster.engine.outgoing.RefusedAddressException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a webhook's address may be. A name is looked up at each delivery, and here only where it is no name. */
public final class WebhookUrl {
    /** The longest in characters. */
    public static final int LONGEST = 2_000;
    /** Begins the address of e-mail. */
    public static final String MAIL = "mailto:";

    private static final Pattern MAIL_ADDRESS =
            Pattern.compile("mailto:[A-Za-z0-9.!#$'*+/=^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,190}");
    /** Dotted, decimal, octal, hexadecimal or of IPv6. */
    private static final Pattern LITERAL = Pattern.compile("(0x[0-9a-f]*|[0-9]+)(\\.(0x[0-9a-f]*|[0-9]+))*\\.?|\\[.*]");

    private WebhookUrl() {}

    /** What is wrong with it, a sentence without its subject; null when nothing is. */
    public static String fault(String url, AddressRules addresses) {
        if (url.length() > LONGEST) {
            return "must have at most " + LONGEST + " characters";
        }
        if (url.startsWith(MAIL)) {
            return MAIL_ADDRESS.matcher(url).matches() ? null : "must be mailto: and one address";
        }
        try {
            return fault(new URI(url), addresses);
        } catch (URISyntaxException malformed) {
            return "is malformed: " + malformed.getReason();
        }
    }

    private static String fault(URI uri, AddressRules addresses) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        boolean plain = scheme.equals("http");
        if (!plain && !scheme.equals("https")) {
            return "must begin with https:// (or with mailto: for e-mail)";
        }
        if (uri.getRawUserInfo() != null) {
            return "must not hold a user or password";
        }
        if (uri.getHost() == null || uri.getRawFragment() != null) {
            return "must have a valid host, and nothing after a #";
        }
        if (uri.getPort() == 0 || uri.getPort() > 65_535) {
            return "must have a port between 1 and 65535";
        }
        if (plain && addresses.allowsNothing()) {
            return "must begin with https://; YARDMASTER_HTTP_ALLOW can allow http to a network";
        }
        return isLiteral(uri.getHost()) ? literalFault(uri, addresses) : null;
    }

    private static boolean isLiteral(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return LITERAL.matcher(lower).matches() || lower.equals("localhost") || lower.endsWith(".localhost");
    }

    /** An address by its number is called only where its network is allowed. */
    private static String literalFault(URI uri, AddressRules addresses) {
        try {
            int port = uri.getPort() > 0 ? uri.getPort() : uri.getScheme().equalsIgnoreCase("https") ? 443 : 80;
            addresses.resolve(uri.getHost(), port, true);
            return null;
        } catch (RefusedAddressException | UnknownHostException refused) {
            return "must name a host, not the number of an address; YARDMASTER_HTTP_ALLOW can allow its network";
        }
    }
}
