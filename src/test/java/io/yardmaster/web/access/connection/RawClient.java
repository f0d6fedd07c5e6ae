package io.yardmaster.web.access.connection;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Sends bytes to the server under test as they are, which no HTTP client would. */
public final class RawClient implements AutoCloseable {
    private static final int PATIENCE_MS = 30_000;

    private final Socket socket;

    public RawClient(URI server) throws IOException {
        socket = new Socket("127.0.0.1", server.getPort());
        socket.setSoTimeout(PATIENCE_MS);
        socket.setTcpNoDelay(true);
    }

    public RawClient send(String latin1) throws IOException {
        socket.getOutputStream().write(latin1.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    /** Waits until something comes, and drops its first byte. */
    public void awaitByte() throws IOException {
        if (socket.getInputStream().read() < 0) {
            throw new IOException("closed");
        }
    }

    /** What comes until the server closes. */
    public String rest() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(all);
            return all.toString(StandardCharsets.UTF_8);
        } catch (SocketTimeoutException open) {
            throw new AssertionError("still open after: " + all.toString(StandardCharsets.UTF_8), open);
        }
    }

    /** The answer to one request, on a connection that the server is to close. */
    public static String answer(URI server, String request) throws IOException {
        try (RawClient client = new RawClient(server)) {
            return client.send(request).rest();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
