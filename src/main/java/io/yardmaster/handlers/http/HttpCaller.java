package io.yardmaster.handlers.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * Makes calls over HTTP/1.1 to addresses that were resolved before. Connections are kept and used again for the same
 * address and host. With TLS the certificate must be good for the host of the URL. Follows no redirect.
 */
@Singleton
public class HttpCaller {
    private static final String USER_AGENT = "Yardmaster";
    private static final int CONNECT_TIMEOUT_MS = 10_000;
    private static final int DEEPEST = 10;
    private static final int KEPT_SECONDS = 10;
    private static final int LARGEST_HEAD = 8_192;
    private static final int MOST_CONNECTIONS_TO_ONE = 256;

    private final HttpClient client;

    @Inject
    HttpCaller(Vertx vertx) {
        this(vertx, new HttpClientOptions());
    }

    /** @param trust says which certificates are trusted */
    public HttpCaller(Vertx vertx, HttpClientOptions trust) {
        HttpClientOptions options = trust.setVerifyHost(true)
                .setConnectTimeout(CONNECT_TIMEOUT_MS)
                .setKeepAliveTimeout(KEPT_SECONDS)
                .setMaxHeaderSize(LARGEST_HEAD);
        this.client = vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(MOST_CONNECTIONS_TO_ONE));
    }

    /** Makes the call and waits. @param to its address; the host of the URL is not looked up again */
    HttpAnswer call(HttpCall call, InetSocketAddress to)
            throws InterruptedException, TimeoutException, ExecutionException {
        return call(call, to, HttpAnswer.LARGEST_BODY);
    }

    /** The same. @param largestBody bytes of the answer that are read; the rest is not */
    public HttpAnswer call(HttpCall call, InetSocketAddress to, int largestBody)
            throws InterruptedException, TimeoutException, ExecutionException {
        HttpExchange exchange = new HttpExchange(largestBody);
        exchange.begin(client, options(call, to), call.body());
        return exchange.await(call.timeoutMs());
    }

    /** Why a call broke, in the words of whoever found it: of a certificate that is not good, what is wrong with it. */
    public static String why(ExecutionException broken) {
        Throwable cause = broken.getCause();
        for (int depth = 0; depth < DEEPEST && broken.getCause() instanceof SSLException; depth++) {
            cause = cause.getCause() == null ? cause : cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    @PreDestroy
    void close() {
        client.close();
    }

    private static RequestOptions options(HttpCall call, InetSocketAddress to) {
        RequestOptions options = new RequestOptions()
                .setServer(SocketAddress.inetSocketAddress(to))
                .setSsl(call.isTls())
                .setHost(call.uri().getHost())
                .setPort(call.port())
                .setMethod(HttpMethod.valueOf(call.method()))
                .setURI(call.target());
        call.headers().forEach(options::putHeader);
        if (!call.headers().containsKey("User-Agent")) {
            options.putHeader("User-Agent", USER_AGENT);
        }
        return options;
    }
}
