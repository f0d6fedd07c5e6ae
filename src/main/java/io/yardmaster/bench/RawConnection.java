package io.yardmaster.bench;

import io.yardmaster.store.redis.RedisAddress;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A plain socket that speaks just enough of the protocol to measure Redis itself. */
final class RawConnection implements AutoCloseable {
    private static final int BUFFER = 1 << 16;
    private static final byte[] FROM = bytes("ym:raw:from");
    private static final byte[] TO = bytes("ym:raw:to");

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final ByteArrayOutputStream request = new ByteArrayOutputStream(BUFFER);
    private final int number;
    private final int pipeline;
    private final byte[] body;

    private RawConnection(Socket socket, int number, int pipeline, int bodyBytes) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream(), BUFFER);
        this.out = socket.getOutputStream();
        this.number = number;
        this.pipeline = pipeline;
        this.body = new byte[bodyBytes];
        Arrays.fill(body, (byte) 'x');
    }

    static RawConnection open(RedisAddress address, int number, int pipeline, int bodyBytes) {
        try {
            URI uri = URI.create(address.uri());
            Socket socket = new Socket(uri.getHost(), uri.getPort());
            socket.setTcpNoDelay(true);
            RawConnection connection = new RawConnection(socket, number, pipeline, bodyBytes);
            if (uri.getUserInfo() != null) {
                connection.command(bytes("AUTH"), bytes(uri.getUserInfo().replaceFirst("^.*:", "")));
                connection.exchange(1);
            }
            return connection;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    void push(int round) {
        for (int i = 0; i < pipeline; i++) {
            command(bytes("LPUSH"), FROM, body(round, i));
        }
        exchange(pipeline);
    }

    void drain(int round) {
        for (int i = 0; i < pipeline; i++) {
            command(bytes("LMOVE"), FROM, TO, bytes("RIGHT"), bytes("LEFT"));
        }
        byte[][] moved = exchange(pipeline);
        for (byte[] one : moved) {
            command(bytes("LREM"), TO, bytes("-1"), one);
        }
        exchange(pipeline);
    }

    void cycle(int round) {
        push(round);
        drain(round);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** Every body differs, as jobs do. */
    private byte[] body(int round, int i) {
        byte[] one = body.clone();
        byte[] name = bytes(number + ":" + round + ":" + i + ":");
        System.arraycopy(name, 0, one, 0, Math.min(name.length, one.length));
        return one;
    }

    private void command(byte[]... words) {
        request.writeBytes(bytes("*" + words.length + "\r\n"));
        for (byte[] word : words) {
            request.writeBytes(bytes("$" + word.length + "\r\n"));
            request.writeBytes(word);
            request.writeBytes(bytes("\r\n"));
        }
    }

    /** Sends what was written, and reads so many replies; null where a reply was no text. */
    private byte[][] exchange(int replies) {
        try {
            request.writeTo(out);
            request.reset();
            byte[][] all = new byte[replies][];
            for (int i = 0; i < replies; i++) {
                all[i] = reply();
            }
            return all;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private byte[] reply() throws IOException {
        int kind = in.read();
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\r'; c = in.read()) {
            if (c < 0) {
                throw new IOException("Redis closed the connection");
            }
            line.append((char) c);
        }
        in.read();
        if (kind == '-') {
            throw new IOException("Redis answered " + line);
        }
        if (kind != '$') {
            return null;
        }
        byte[] text = in.readNBytes(Integer.parseInt(line.toString()));
        in.skipNBytes(2);
        return text;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
