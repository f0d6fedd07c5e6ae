package io.yardmaster.store.own;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;

/** A plain connection for the few words between the server and its own Redis: AUTH, PING, INFO, CONFIG, SHUTDOWN. */
final class OwnRedisTalk implements AutoCloseable {
    private static final int PATIENCE_MS = 2_000;
    private static final int LONGEST_REPLY = 1_000_000;

    private final Socket socket;
    private final InputStream in;

    private OwnRedisTalk(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    /** @throws OwnRedisComplaint when it does not take the password */
    static OwnRedisTalk with(OwnRedisConf conf) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setSoTimeout(PATIENCE_MS);
            socket.connect(new InetSocketAddress(InetAddress.getByName(OwnRedisConf.HOST), conf.port()), PATIENCE_MS);
            OwnRedisTalk talk = new OwnRedisTalk(socket);
            talk.ask("AUTH", conf.password());
            return talk;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** The reply as text, of a list its items on a line each. @throws OwnRedisComplaint when the reply is an error */
    String ask(String... words) throws IOException {
        tell(words);
        return reply();
    }

    /** Sends words and does not wait for a reply. */
    void tell(String... words) throws IOException {
        StringBuilder text = new StringBuilder("*").append(words.length).append("\r\n");
        for (String word : words) {
            int bytes = word.getBytes(StandardCharsets.UTF_8).length;
            text.append('$').append(bytes).append("\r\n").append(word).append("\r\n");
        }
        socket.getOutputStream().write(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Returns when the other side has closed. @param atMostMs 0 = wait for ever; an exception when it runs out */
    void awaitEnd(int atMostMs) throws IOException {
        socket.setSoTimeout(atMostMs);
        while (in.read() >= 0) {
            continue; // what it still says does not matter
        }
    }

    /** Also ends {@link #awaitEnd} on another thread, with an exception. */
    @Override
    public void close() throws IOException {
        socket.close();
    }

    private String reply() throws IOException {
        String line = line();
        String rest = line.isEmpty() ? "" : line.substring(1);
        return switch (line.isEmpty() ? ' ' : line.charAt(0)) {
            case '-' -> throw new OwnRedisComplaint(rest);
            case '$' -> bulk(length(rest));
            case '*' -> list(length(rest));
            case '+', ':' -> rest;
            default -> throw new IOException("no reply of a Redis");
        };
    }

    private String list(int length) throws IOException {
        StringJoiner items = new StringJoiner("\n");
        for (int i = 0; i < length; i++) {
            items.add(reply());
        }
        return items.toString();
    }

    private String bulk(int length) throws IOException {
        String text = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        line();
        return text;
    }

    private static int length(String text) throws IOException {
        if (!text.matches("[0-9]{1,6}")) {
            throw new IOException("a reply of length " + text);
        }
        return Integer.parseInt(text);
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0 || line.size() > LONGEST_REPLY) {
                throw new EOFException("the connection ended within a reply");
            }
            line.write(c);
        }
        return line.toString(StandardCharsets.UTF_8).stripTrailing();
    }
}
