package io.yardmaster.engine.worker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A wire to Redis that can lose what Redis answers, and break. */
public final class Wiretap implements AutoCloseable {
    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private volatile int to;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private volatile boolean swallowing;
    private int refused;

    /** @param to port of Redis on this machine */
    public Wiretap(int to) throws IOException {
        this.to = to;
        Thread.ofPlatform().daemon().start(this::accept);
    }

    public int port() {
        return door.getLocalPort();
    }

    /** New connections lead to another Redis; those that are open stay. @param other port on this machine */
    public void leadTo(int other) {
        to = other;
    }

    /** From now on what Redis answers is lost, while what it is told still arrives. */
    void loseAnswers() {
        swallowing = true;
    }

    /** Breaks every connection; new ones are whole again. */
    void cut() throws IOException {
        List<Socket> broken = List.copyOf(open);
        open.removeAll(broken);
        for (Socket one : broken) {
            one.close();
        }
        swallowing = false;
    }

    @Override
    public void close() throws IOException {
        door.close();
        cut();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                connect(door.accept());
            } catch (IOException closed) {
                open.removeIf(Socket::isClosed);
            }
        }
    }

    /** Where no Redis is, the client is hung up on, or left without an answer, as hosts that die may leave one. */
    private void connect(Socket client) throws IOException {
        try {
            Socket redis = new Socket(InetAddress.getLoopbackAddress(), to);
            open.addAll(List.of(client, redis));
            Thread.ofPlatform().daemon().start(() -> pump(client, redis, false));
            Thread.ofPlatform().daemon().start(() -> pump(redis, client, true));
        } catch (IOException noRedis) {
            refused++;
            if (refused % 2 == 0) {
                client.close();
            }
        }
    }

    private void pump(Socket from, Socket into, boolean answers) {
        byte[] some = new byte[65_536];
        try (from;
                into) {
            InputStream in = from.getInputStream();
            OutputStream out = into.getOutputStream();
            for (int n = in.read(some); n >= 0; n = in.read(some)) {
                if (!answers || !swallowing) {
                    out.write(some, 0, n);
                }
            }
        } catch (IOException broken) {
            open.removeAll(List.of(from, into));
        }
    }
}
