package io.yardmaster.store.own;

import io.yardmaster.store.redis.RedisAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the own Redis is set up, as written to {@code redis.conf} in its directory. Every path in it is relative: Redis is
 * started in that directory, which may be moved.
 *
 * @param dir the data directory
 * @param port on the loopback address
 * @param password hexadecimal
 * @param appendfsync everysec or always
 */
record OwnRedisConf(Path dir, int port, String password, String appendfsync) {
    static final String HOST = "127.0.0.1";
    static final String FILE = "redis.conf";
    private static final String PID_FILE = "redis.pid";
    private static final String LOG_FILE = "redis.log";
    private static final long LONGEST = 100_000;
    private static final int LONGEST_LINE = 1_000;
    private static final Pattern PORT = Pattern.compile("(?m)^port ([0-9]{1,5})$");
    private static final Pattern PASSWORD = Pattern.compile("(?m)^requirepass ([0-9a-f]{16,200})$");

    /**
     * The one that an earlier start wrote, else a new one.
     *
     * @throws IllegalStateException with one sentence when a Redis may still run on the directory whose password is lost
     */
    static OwnRedisConf of(Path dir, String appendfsync) throws IOException {
        Optional<OwnRedisConf> kept = kept(dir, appendfsync);
        if (kept.isPresent()) {
            return kept.get();
        }
        OwnRedisConf fresh = fresh(dir, appendfsync);
        fresh.pid().flatMap(ProcessHandle::of).filter(OwnRedisProcess::isRedis).ifPresent(stray -> {
            throw new IllegalStateException("A Redis (pid " + stray.pid() + ") may still run on " + dir + ", but its "
                    + FILE + " is gone: end it, or delete " + PID_FILE + " when it is another one.");
        });
        return fresh;
    }

    /** Empty when there is none, or it is spoilt. */
    static Optional<OwnRedisConf> kept(Path dir, String appendfsync) throws IOException {
        Path file = dir.resolve(FILE);
        if (!Files.isRegularFile(file) || Files.size(file) > LONGEST) {
            return Optional.empty();
        }
        String text = Files.readString(file);
        Matcher port = PORT.matcher(text);
        Matcher password = PASSWORD.matcher(text);
        return port.find() && password.find()
                ? Optional.of(new OwnRedisConf(dir, Integer.parseInt(port.group(1)), password.group(1), appendfsync))
                : Optional.empty();
    }

    /** One with a port that is free now and a new password. */
    static OwnRedisConf fresh(Path dir, String appendfsync) {
        SecureRandom random = new SecureRandom();
        byte[] secret = new byte[24];
        random.nextBytes(secret);
        // below the ports that systems hand out to outgoing connections, so that a Redis that died finds its port free
        int port = random.ints(20_000, 30_000)
                .limit(1_000)
                .filter(OwnRedisConf::isFree)
                .findFirst()
                .orElseThrow(() ->
                        new IllegalStateException("No port from 20000 to 29999 is free for the server's own Redis."));
        return new OwnRedisConf(dir, port, HexFormat.of().formatHex(secret), appendfsync);
    }

    /** Writes the file for its owner alone, at once and whole. */
    void write() throws IOException {
        Path half = Files.createTempFile(dir, "redis", ".part"); // made with mode 600
        Files.writeString(half, text());
        Files.move(half, dir.resolve(FILE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    RedisAddress address() {
        return new RedisAddress("redis://:" + password + "@" + HOST + ":" + port + "/0", true);
    }

    boolean isPortFree() {
        return isFree(port);
    }

    /** What Redis wrote of its process; empty before it did, and after it stopped in order. */
    Optional<Long> pid() {
        try {
            Path file = dir.resolve(PID_FILE);
            String text = Files.size(file) > 20 ? "" : Files.readString(file).strip();
            return text.matches("[0-9]{1,18}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** When Redis wrote its process number; the epoch when it did not. */
    Instant pidWritten() {
        try {
            return Files.getLastModifiedTime(dir.resolve(PID_FILE)).toInstant();
        } catch (IOException e) {
            return Instant.EPOCH;
        }
    }

    /** Before a start, so that a number in the file is one of the process that was started. */
    void forgetPid() throws IOException {
        Files.deleteIfExists(dir.resolve(PID_FILE));
    }

    /** The last line that Redis logged; empty when it logged nothing. */
    String lastLogLine() {
        try (SeekableByteChannel log = Files.newByteChannel(dir.resolve(LOG_FILE))) {
            log.position(Math.max(0, log.size() - LONGEST_LINE));
            ByteBuffer tail = ByteBuffer.allocate(LONGEST_LINE);
            while (tail.hasRemaining() && log.read(tail) >= 0) {
                continue;
            }
            String text = StandardCharsets.UTF_8.decode(tail.flip()).toString().strip();
            return text.substring(text.lastIndexOf('\n') + 1);
        } catch (IOException e) {
            return "";
        }
    }

    @Override
    public String toString() {
        return "OwnRedisConf[" + dir + ", port " + port + "]"; // never the password
    }

    private String text() {
        return String.format(Locale.ROOT, """
                # Written by Yardmaster at every start. Edits are lost.
                bind %s
                port %d
                requirepass %s
                user default on >%s ~* &* +@all -acl -debug -failover -migrate -module -monitor -psync -replicaof \
                -restore -slaveof -swapdb -sync
                daemonize yes
                supervised no
                pidfile %s
                logfile %s
                dir .
                save ""
                appendonly yes
                appendfsync %s
                # each rewrite makes the drain beside it slower by a third; 256 MB are read in about three seconds
                auto-aof-rewrite-min-size 256mb
                maxmemory-policy noeviction
                # a hot sorted set or hash is slower as a list of up to 128, which is searched from its start; the
                # values of the hash of running jobs are longer than this, those of metrics and settings are not
                zset-max-listpack-entries 0
                hash-max-listpack-value 32
                """, HOST, port, password, password, PID_FILE, LOG_FILE, appendfsync);
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName(HOST))) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
