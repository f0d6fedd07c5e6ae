package io.yardmaster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Random;

/** Ports for programs that cannot choose one themselves. */
public final class FreePort {
    private FreePort() {}

    /**
     * One below those that systems hand out to connections and that own Redis servers take, so that it is still free when
     * it is used.
     */
    public static int find() {
        return new Random()
                .ints(10_000, 20_000)
                .filter(FreePort::isFree)
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
