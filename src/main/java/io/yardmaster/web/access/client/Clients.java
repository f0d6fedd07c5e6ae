package io.yardmaster.web.access.client;

import io.vertx.core.http.HttpServerRequest;
import io.yardmaster.web.access.connection.ClientNetwork;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Who is at the far end of a request: the connection's other side, or whom a trusted proxy there says it speaks for. */
@Singleton
public class Clients {
    private static final Pattern FOUR = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    private static final Pattern SIX = Pattern.compile("[0-9a-fA-F]*:[0-9a-fA-F:.]{1,45}");
    private static final int MOST_HOPS = 20;

    private final Provider<ClientSettings> settings;

    /** The settings are asked for late: the routes are laid before the launcher has them. */
    Clients(Provider<ClientSettings> settings) {
        this.settings = settings;
    }

    /** A key of the network that the request comes from, as {@link ClientNetwork} makes it. */
    public String network(HttpServerRequest request) {
        Optional<InetAddress> at = address(remote(request));
        for (String hop : hops(request)) {
            if (at.isEmpty() || !isTrusted(at.get())) {
                break;
            }
            Optional<InetAddress> before = address(hop);
            if (before.isEmpty()) {
                break;
            }
            at = before;
        }
        return at.map(ClientNetwork::of).orElse("");
    }

    /** True when the browser's end of the way is TLS: ours, or that of a trusted proxy. */
    public boolean isSecure(HttpServerRequest request) {
        return request.isSSL() || "https".equalsIgnoreCase(told(request, "X-Forwarded-Proto"));
    }

    /** The host and port that the browser asked for. */
    public String authority(HttpServerRequest request) {
        String told = told(request, "X-Forwarded-Host");
        String host = request.getHeader("Host");
        return told != null ? told : host == null ? "" : host;
    }

    /** What the nearest proxy says, when it is trusted; null otherwise. */
    private String told(HttpServerRequest request, String header) {
        String value = request.getHeader(header);
        boolean believed = value != null
                && address(remote(request)).filter(this::isTrusted).isPresent();
        return believed ? value.substring(value.lastIndexOf(',') + 1).strip() : null;
    }

    private boolean isTrusted(InetAddress address) {
        return settings.get().trustedProxies().stream()
                .map(ProxyNetwork::of)
                .anyMatch(network -> network.contains(address));
    }

    /** The nearest first. */
    private static List<String> hops(HttpServerRequest request) {
        List<String> all = request.headers().getAll("X-Forwarded-For").stream()
                .flatMap(line -> Pattern.compile(",").splitAsStream(line))
                .map(String::strip)
                .toList();
        return all.subList(Math.max(0, all.size() - MOST_HOPS), all.size()).reversed();
    }

    private static String remote(HttpServerRequest request) {
        return request.connection().remoteAddress().hostAddress();
    }

    /** The address that a text writes; asks no name server. */
    private static Optional<InetAddress> address(String text) {
        if (text == null || !FOUR.matcher(text).matches() && !SIX.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException none) {
            return Optional.empty();
        }
    }
}
