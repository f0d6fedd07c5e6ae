package io.yardmaster.web.console;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** An endpoint that is broken until somebody mends it. */
public final class Shop implements AutoCloseable {
    private final HttpServer server;
    private volatile boolean mended;

    public Shop() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(mended ? 200 : 500, -1);
            exchange.close();
        });
        server.start();
    }

    public void mend() {
        mended = true;
    }

    /** The payload of a job that calls it. */
    public String payload() {
        return "{\"url\":\"http://127.0.0.1:" + server.getAddress().getPort() + "/\"}";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
