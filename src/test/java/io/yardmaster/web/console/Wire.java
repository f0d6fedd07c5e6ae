package io.yardmaster.web.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The wire between a browser and the server, which a test can cut. */
public final class Wire implements AutoCloseable {
    private final ServerSocket entry = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean isCut;

    /** @param server port on this machine */
    public Wire(int server) throws IOException {
        this.server = server;
        Thread.ofVirtual().start(this::accept);
    }

    public int port() {
        return entry.getLocalPort();
    }

    /** Breaks every connection, and every new one until it is mended. */
    public void cut() {
        isCut = true;
        open.forEach(Wire::shut);
    }

    public void mend() {
        isCut = false;
    }

    @Override
    public void close() throws IOException {
        entry.close();
        cut();
    }

    private void accept() {
        while (!entry.isClosed()) {
            try {
                join(entry.accept());
            } catch (IOException closed) {
                isCut |= entry.isClosed();
            }
        }
    }

    private void join(Socket one) throws IOException {
        open.add(one);
        if (isCut) { // looked at once it can be shut: a cut meanwhile finds it
            shut(one);
            return;
        }
        Socket other = new Socket(InetAddress.getLoopbackAddress(), server);
        open.add(other);
        Thread.ofVirtual().start(() -> pump(one, other));
        Thread.ofVirtual().start(() -> pump(other, one));
    }

    private void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException broken) {
            open.remove(from);
        } finally {
            shut(from);
            shut(to);
        }
    }

    private static void shut(Socket socket) {
        try {
            socket.close();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
