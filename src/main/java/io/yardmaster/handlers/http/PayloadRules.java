package io.yardmaster.handlers.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Turns a payload into a call, or says which field is wrong. Everything in a payload may be hostile. */
@Singleton
class PayloadRules {
    static final long DEFAULT_TIMEOUT_MS = 30_000;
    static final long LONGEST_TIMEOUT_MS = 300_000;
    private static final int LONGEST_URL = 8_192;
    private static final int MOST_HEADERS = 50;
    private static final int LONGEST_HEADER = 8_192;
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    /** They belong to the connection or frame the message: whoever sets them can smuggle a second request. */
    private static final Set<String> FORBIDDEN = Set.of(
            "host",
            "content-length",
            "transfer-encoding",
            "connection",
            "keep-alive",
            "te",
            "trailer",
            "upgrade",
            "expect",
            "http2-settings",
            "proxy-connection",
            "proxy-authorization");

    private final ObjectMapper json;

    PayloadRules(ObjectMapper json) {
        this.json = json;
    }

    /** The call. @throws IllegalArgumentException with the name of the wrong field and what is allowed */
    HttpCall check(HttpPayload payload) {
        require(payload != null, "payload must be an object with a url");
        Map<String, String> headers = headers(payload.headers());
        byte[] body = body(payload.body(), headers);
        String method = method(payload.method(), body.length > 0);
        return new HttpCall(uri(payload.url()), method, headers, body, timeoutMs(payload.timeoutMs()));
    }

    private static URI uri(String url) {
        require(url != null, "url is missing");
        require(url.length() <= LONGEST_URL, "url must have at most " + LONGEST_URL + " characters");
        try {
            URI uri = new URI(new URI(url).toASCIIString());
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            require(scheme.equals("http") || scheme.equals("https"), "url must begin with http:// or https://");
            require(uri.getRawUserInfo() == null, "url must not hold a user or password; use a header");
            require(uri.getHost() != null, "url has no valid host");
            require(uri.getPort() != 0 && uri.getPort() <= 65_535, "url must have a port between 1 and 65535");
            return uri;
        } catch (URISyntaxException malformed) {
            throw new IllegalArgumentException("url is malformed: " + malformed.getReason(), malformed);
        }
    }

    private static String method(String method, boolean hasBody) {
        if (method == null) {
            return hasBody ? "POST" : "GET";
        }
        String upper = method.toUpperCase(Locale.ROOT);
        require(METHODS.contains(upper), "method must be one of GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
        return upper;
    }

    private static Map<String, String> headers(Map<String, String> given) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        if (given == null) {
            return headers;
        }
        require(given.size() <= MOST_HEADERS, "headers must be at most " + MOST_HEADERS);
        new LinkedHashMap<>(given).forEach((name, value) -> {
            require(isToken(name), "headers has a name that is no header name");
            String lower = name.toLowerCase(Locale.ROOT);
            require(!FORBIDDEN.contains(lower), "headers." + name + " is set by the server and must be left out");
            require(value != null && isPlain(value), "headers." + name + " must be text of one line");
            require(headers.put(name, value) == null, "headers." + name + " is there twice");
        });
        return headers;
    }

    private static boolean isToken(String name) {
        return name.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,128}");
    }

    private static boolean isPlain(String value) {
        return value.length() <= LONGEST_HEADER
                && value.chars().allMatch(c -> c == '\t' || c >= ' ' && c != 0x7f && c <= 0xff);
    }

    /** The bytes of the body; adds the type of the content where the payload does not say it. */
    private byte[] body(TokenBuffer body, Map<String, String> headers) {
        if (body == null) {
            return new byte[0];
        }
        try (JsonParser parser = body.asParserOnFirstToken()) {
            if (parser.currentToken() == JsonToken.VALUE_STRING) {
                headers.putIfAbsent("Content-Type", "text/plain; charset=utf-8");
                return parser.getText().getBytes(StandardCharsets.UTF_8);
            }
            headers.putIfAbsent("Content-Type", "application/json");
            return json.writeValueAsBytes(body);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("body cannot be written as JSON", unreadable);
        }
    }

    private static long timeoutMs(Long given) {
        long timeout = given == null ? DEFAULT_TIMEOUT_MS : given;
        require(timeout >= 1 && timeout <= LONGEST_TIMEOUT_MS, "timeoutMs must be between 1 and " + LONGEST_TIMEOUT_MS);
        return timeout;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
