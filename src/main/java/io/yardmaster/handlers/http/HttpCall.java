package io.yardmaster.handlers.http;

import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/**
 * A call that may be made, once its address is resolved.
 *
 * @param uri http or https, with a host, in ASCII
 * @param method in capitals
 * @param headers by name as given
 * @param body empty when there is none
 * @param timeoutMs milliseconds for the whole exchange
 */
public record HttpCall(URI uri, String method, Map<String, String> headers, byte[] body, long timeoutMs) {
    /** The same with the trace that it belongs to. One that the headers name stays. @param traceparent null for none */
    HttpCall traced(String traceparent) {
        if (traceparent == null || headers.containsKey("traceparent")) {
            return this;
        }
        Map<String, String> more = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        more.putAll(headers);
        more.put("traceparent", traceparent);
        return new HttpCall(uri, method, more, body, timeoutMs);
    }

    public boolean isTls() {
        return uri.getScheme().equalsIgnoreCase("https");
    }

    public int port() {
        return uri.getPort() >= 0 ? uri.getPort() : isTls() ? 443 : 80;
    }

    /** Path and query as they go into the first line. */
    String target() {
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }
}
