package io.yardmaster.handlers.http;

import java.net.URI;
import java.util.Map;

/**
 * A call that may be made, once its address is resolved.
 *
 * @param uri http or https, with a host, in ASCII
 * @param method in capitals
 * @param headers by name as given
 * @param body empty when there is none
 * @param timeoutMs milliseconds for the whole exchange
 */
record HttpCall(URI uri, String method, Map<String, String> headers, byte[] body, long timeoutMs) {
    boolean isTls() {
        return uri.getScheme().equalsIgnoreCase("https");
    }

    int port() {
        return uri.getPort() >= 0 ? uri.getPort() : isTls() ? 443 : 80;
    }

    /** Path and query as they go into the first line. */
    String target() {
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }
}
