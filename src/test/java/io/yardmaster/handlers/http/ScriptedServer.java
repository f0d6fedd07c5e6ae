package io.yardmaster.handlers.http;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that says exactly the bytes it was told, well-formed or not, one script a request. */
final class ScriptedServer implements Closeable {
    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger requests = new AtomicInteger();
    private final CountDownLatch cutOff = new CountDownLatch(1);
    private volatile boolean talking;

    ScriptedServer() throws IOException {
        Thread.ofPlatform().daemon().start(this::accept);
    }

    void answers(String bytes) {
        answers.add(bytes);
    }

    void keepsTalking() {
        talking = true;
    }

    String url() {
        return "http://127.0.0.1:" + port();
    }

    int port() {
        return listener.getLocalPort();
    }

    int connections() {
        return connections.get();
    }

    int requests() {
        return requests.get();
    }

    String heard() throws InterruptedException {
        return heard.poll(60, TimeUnit.SECONDS);
    }

    boolean wasCutOff() throws InterruptedException {
        return cutOff.await(60, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                connections.incrementAndGet();
                Thread.ofPlatform().daemon().start(() -> serve(socket));
            }
        } catch (IOException closed) {
            talking = false;
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            for (String request = read(socket); request != null; request = read(socket)) {
                requests.incrementAndGet();
                heard.add(request);
                String answer = answers.poll(5, TimeUnit.SECONDS);
                socket.getOutputStream().write(String.valueOf(answer).getBytes(StandardCharsets.ISO_8859_1));
                while (talking) {
                    socket.getOutputStream().write(new byte[10_000]);
                }
            }
            cutOff.countDown();
        } catch (IOException | InterruptedException broken) {
            cutOff.countDown();
        }
    }

    /** One request with its body; null at the end of the connection. */
    private static String read(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int missing = -1;
        while (missing != 0) {
            int next = in.read();
            if (next < 0) {
                return null;
            }
            bytes.write(next);
            missing--;
            String text = bytes.toString(StandardCharsets.ISO_8859_1);
            if (missing < 0 && text.endsWith("\r\n\r\n")) {
                missing = bodyLength(text);
            }
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    private static int bodyLength(String head) {
        return head.lines()
                .filter(line -> line.toLowerCase().startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst()
                .orElse(0);
    }
}
