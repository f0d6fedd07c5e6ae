package io.yardmaster.store.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** The Lua scripts, one a verb; the header of {@code lua/<verb>.lua} says what each takes and returns. */
public enum Script {
    ADMIT,
    ALERT_CLAIM,
    ALERT_JUDGE,
    CARRY,
    CONFIGURE,
    DROP,
    DEFINE,
    ENQUEUE,
    FAILURES,
    FIND,
    FOLD,
    FORGET,
    FSCK_FAILURES,
    FSCK_GROUPS,
    FSCK_JOBS,
    FSCK_LOCKS,
    FSCK_QUEUE,
    KEEP,
    LIST,
    MOVE,
    PACK,
    PROMOTE,
    RECORD,
    REGISTER,
    RELEASE,
    REMOVE,
    RENEW,
    REOPEN,
    REPORT,
    RESTORE,
    SCHEDULE_DONE,
    SCHEDULE_DROP,
    SCHEDULE_FIRE,
    SCHEDULE_LOOK,
    SCHEDULE_PUT,
    SETTLE,
    STAND,
    SURVEY,
    TURN,
    UNLOCK,
    WEIGH,
    WORKFLOW_ABANDON,
    WORKFLOW_ADD,
    WORKFLOW_APPLY,
    WORKFLOW_CANCEL,
    WORKFLOW_OPEN;

    private final byte[] source = source(name().toLowerCase(Locale.ROOT));
    private final byte[] hash = sha1(source);

    /** Lets Redis know all of them. */
    static List<Request> loads() {
        return Stream.of(values()).map(Script::load).toList();
    }

    /** Lets Redis know those that it does not know: it takes a millisecond for each, and no other call meanwhile. */
    static Future<?> loadMissing(RedisConnection connection) {
        Request ask = Request.cmd(Command.SCRIPT).arg("EXISTS");
        Stream.of(values()).forEach(script -> ask.arg(script.hash));
        return connection.send(ask).compose(known -> {
            List<Request> missing = Stream.of(values())
                    .filter(script -> known.get(script.ordinal()).toInteger() == 0)
                    .map(Script::load)
                    .toList();
            return missing.isEmpty() ? Future.succeededFuture() : connection.batch(missing);
        });
    }

    private Request load() {
        return Request.cmd(Command.SCRIPT).arg("LOAD").arg(source);
    }

    /** Calls the script by the SHA-1 of its source in hexadecimal, by which Redis knows it. */
    public Request request(List<byte[]> keys, List<byte[]> args) {
        return request(Command.EVALSHA, hash, keys, args);
    }

    /** Calls the script where Redis does not know it. */
    Request withSource(List<byte[]> keys, List<byte[]> args) {
        return request(Command.EVAL, source, keys, args);
    }

    private static Request request(Command command, byte[] script, List<byte[]> keys, List<byte[]> args) {
        Request request = Request.cmd(command).arg(script).arg(keys.size());
        keys.forEach(request::arg);
        args.forEach(request::arg);
        return request;
    }

    private static byte[] source(String verb) {
        String flags = runsWhenFull(verb) ? "#!lua flags=allow-oom\n" : "#!lua\n";
        String lanes = Set.of("turn", "survey").contains(verb) ? read("/lua/lanes.lua") : "";
        String buckets = Set.of("pack", "fold").contains(verb) ? read("/lua/buckets.lua") : "";
        String text = flags + Prelude.TEXT + lanes + buckets + read("/lua/" + verb + ".lua");
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Read once for all of them. */
    private static final class Prelude {
        static final String TEXT = read("/lua/prelude.lua");
    }

    /** What only ends, renews, moves, removes or reads may run when the memory of Redis is full. */
    private static boolean runsWhenFull(String verb) {
        return !Set.of("enqueue", "record", "register", "report", "admit", "workflow_add", "workflow_open")
                .contains(verb);
    }

    private static String read(String path) {
        try (InputStream in = Script.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its script " + path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static byte[] sha1(byte[] source) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(source);
            return HexFormat.of().formatHex(digest).getBytes(StandardCharsets.US_ASCII);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-1", impossible);
        }
    }
}
