package io.yardmaster.web.access.connection;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the head of a request must be, after RFC 9112. What two readers could take differently is refused. */
final class HeadRules {
    private static final Pattern HOST =
            Pattern.compile("(\\[[0-9a-fA-F:.]{2,45}]|[A-Za-z0-9._-]{1,253})(:[0-9]{1,5})?");
    private static final Pattern BAD_ESCAPE = Pattern.compile("%(?![0-9a-fA-F]{2})");

    private HeadRules() {}

    /** @param folded one of its lines goes on in the next @return why it is refused; empty when it may be read */
    static Optional<Refusal> check(HttpRequest head, boolean folded) {
        if (head.decoderResult().isFailure()) {
            return Optional.of(unread(head.decoderResult().cause()));
        }
        return Optional.ofNullable(wrong(head, folded)).map(detail -> new Refusal(400, detail));
    }

    private static String wrong(HttpRequest head, boolean folded) {
        HttpVersion version = head.protocolVersion();
        if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
            return "only HTTP/1.1 and HTTP/1.0 are spoken here";
        }
        if (folded) {
            return "a header must be one line";
        }
        String host = host(head.headers().getAll(HttpHeaderNames.HOST), version);
        String body = host == null ? body(head.headers(), version) : host;
        return body == null ? target(head.uri()) : body;
    }

    private static String host(List<String> hosts, HttpVersion version) {
        if (hosts.isEmpty() && version.equals(HttpVersion.HTTP_1_0)) {
            return null;
        }
        boolean one = hosts.size() == 1 && HOST.matcher(hosts.getFirst()).matches();
        return one ? null : "exactly one Host header must name this server";
    }

    private static String body(HttpHeaders headers, HttpVersion version) {
        List<String> codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
        if (codings.isEmpty()) {
            return headers.getAll(HttpHeaderNames.CONTENT_LENGTH).size() > 1 ? "the body must have one length" : null;
        }
        boolean chunked = codings.size() == 1 && codings.getFirst().strip().equalsIgnoreCase("chunked");
        boolean alone = !headers.contains(HttpHeaderNames.CONTENT_LENGTH) && version.equals(HttpVersion.HTTP_1_1);
        return chunked && alone ? null : "the only transfer coding is chunked, without a Content-Length";
    }

    private static String target(String uri) {
        if (!uri.startsWith("/")) {
            return "the target must be a path that begins with a slash";
        }
        return BAD_ESCAPE.matcher(uri).find() ? "a percent sign must be followed by two hexadecimal digits" : null;
    }

    private static Refusal unread(Throwable cause) {
        return switch (cause) {
            case TooLongHttpLineException line -> new Refusal(414, "the path and query are too long");
            case TooLongHttpHeaderException headers -> new Refusal(431, "the headers are too long");
            default -> new Refusal(400, "this is not a request as HTTP/1.1 writes one");
        };
    }
}
