package io.yardmaster.store.own;

import static io.yardmaster.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnRedisTest {
    @TempDir
    Path dir;

    private final List<OwnRedis> started = new ArrayList<>();
    private OwnRedis redis;

    /** A watch would start again what another one ends, so those of all are ended. */
    @AfterEach
    void stop() {
        started.forEach(OwnRedis::close);
    }

    @Test
    void startsOnLoopbackWithAPasswordAndAnAppendOnlyFile() throws IOException {
        redis = start();
        assertThat(redis.address().uri()).matches("redis://:[0-9a-f]{48}@127.0.0.1:2[0-9]{4}/0");
        assertThat(redis.address().own()).isTrue();
        assertThat(setting("appendonly")).isEqualTo("yes");
        assertThat(setting("appendfsync")).isEqualTo("everysec");
        assertThat(setting("maxmemory-policy")).isEqualTo("noeviction");
        assertThat(setting("zset-max-listpack-entries")).isEqualTo("0");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dir.resolve("redis.conf"))))
                .isEqualTo("rw-------");
        assertThat(Files.readString(dir.resolve("redis.pid")).strip()).isEqualTo(String.valueOf(redis.pid()));
    }

    @Test
    void itsUserMayNotTurnItIntoAnotherServer() throws IOException {
        redis = start();
        for (String[] words :
                new String[][] {{"ACL", "LIST"}, {"REPLICAOF", "127.0.0.1", "1"}, {"MONITOR"}, {"MODULE", "LIST"}}) {
            assertThatThrownBy(() -> ask(words)).hasMessageContaining("NOPERM");
        }
    }

    /** As on Debian, where the system calls the process by the file and not by the link that started it. */
    @Test
    void knowsItsProcessAlsoUnderTheNameOfAnotherFile(@TempDir Path bin) throws IOException {
        Path file = Files.copy(binary().path(), bin.resolve("redis-check-rdb"));
        assertThat(file.toFile().setExecutable(true)).isTrue();
        Path link = Files.createSymbolicLink(bin.resolve("redis-server"), file);
        redis = OwnRedis.start(RedisBinary.chosen(link), dir, "everysec");
        started.add(redis);
        assertThat(redis.pid()).isPositive();
        ProcessHandle process = process();
        assertThat(redis.endSoon()).isEqualTo(process.pid());
        await().until(() -> !OwnRedisProcess.isRedis(process));
        assertThat(redis.pid()).as("nothing starts it again").isZero();
    }

    @Test
    void tellsTheProcessOfOneThatIsTakenOver() {
        assertThat(OwnRedis.pidOf("# Server\r\nredis_version:7\r\nprocess_id:42\r\nrun_id:x\r\n"))
                .isEqualTo("42");
        assertThat(OwnRedis.pidOf("")).isEqualTo("unknown");
    }

    @Test
    void keepsWhatItHeldOverAStop() throws IOException {
        redis = start();
        ask("SET", "word", "kept");
        ProcessHandle first = process();
        redis.close();
        assertThat(OwnRedisProcess.isRedis(first)).isFalse();
        redis = start();
        assertThat(redis.isTakenOver()).isFalse();
        assertThat(ask("GET", "word")).isEqualTo("kept");
    }

    @Test
    void takesOverTheOneThatAKilledServerLeft() throws Exception {
        redis = start();
        long pid = redis.pid();
        String address = redis.address().uri();
        OwnRedis heir = start("always");
        assertThat(heir.isTakenOver()).isTrue();
        assertThat(heir.pid()).isEqualTo(pid);
        assertThat(heir.address().uri()).isEqualTo(address);
        assertThat(setting("appendfsync")).isEqualTo("always");
    }

    @Test
    void takesOverAlsoWhenItsPidFileIsGone() throws IOException {
        redis = start();
        long pid = redis.pid();
        Files.delete(dir.resolve("redis.pid"));
        OwnRedis heir = start();
        assertThat(heir.isTakenOver()).isTrue();
        try (OwnRedisTalk talk = talk()) {
            assertThat(talk.ask("INFO", "server")).contains("process_id:" + pid);
        }
    }

    @Test
    void doesNotStartASecondOneBesideOneWhosePasswordIsLost() throws IOException {
        redis = start();
        Files.delete(dir.resolve("redis.conf"));
        assertThatThrownBy(this::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("pid " + redis.pid())
                .hasMessageContaining("redis.conf is gone");
    }

    @Test
    void startsAgainOnTheSamePortWithinASecondWhenItIsKilled() throws IOException {
        redis = start();
        ask("SET", "word", "kept");
        ask("BGREWRITEAOF");
        List<Duration> took = new ArrayList<>();
        // the machine may be busy with other things now and then
        for (int kill = 0; kill < 10 && took.stream().noneMatch(one -> one.toMillis() < 1_000); kill++) {
            ProcessHandle killed = process();
            long begun = System.nanoTime();
            killed.destroyForcibly();
            await().pollInterval(Duration.ofMillis(10))
                    .until(() -> redis.pid() != 0 && redis.pid() != killed.pid() && isUp());
            took.add(Duration.ofNanos(System.nanoTime() - begun));
        }
        assertThat(took).anyMatch(one -> one.toMillis() < 1_000);
        assertThat(ask("GET", "word")).isEqualTo("kept");
    }

    @Test
    void isNotStartedAgainAfterAClose() throws IOException {
        redis = start();
        int port = conf().port();
        redis.close();
        redis.close();
        assertThat(OwnRedisPulse.of(new OwnRedisConf(dir, port, "0".repeat(48), "everysec")))
                .isEqualTo(OwnRedisPulse.GONE);
        assertThat(redis.pid()).isZero();
    }

    @Test
    void closeEndsAlsoOneThatIsStopped() throws Exception {
        redis = start();
        ProcessHandle process = process();
        assertThat(new ProcessBuilder("kill", "-STOP", String.valueOf(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
        redis.close();
        assertThat(OwnRedisProcess.isRedis(process)).isFalse();
    }

    @Test
    void takesAnotherPortWhenAStrangerHasTheOldOne() throws IOException {
        redis = start();
        int port = conf().port();
        redis.close();
        try (ServerSocket stranger = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
            redis = start();
            assertThat(conf().port()).isNotEqualTo(stranger.getLocalPort());
            assertThat(isUp()).isTrue();
        }
    }

    @Test
    void saysInOneSentenceWhyItDoesNotComeUp() throws IOException {
        redis = start();
        ask("SET", "word", "kept");
        redis.close();
        Path file;
        try (var files = Files.list(dir.resolve("appendonlydir"))) {
            file = files.filter(path -> path.toString().endsWith(".incr.aof"))
                    .findFirst()
                    .orElseThrow();
        }
        Files.writeString(file, "nonsense\r\n".repeat(10));
        assertThatThrownBy(this::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("The own Redis ended at its start: ")
                .hasMessageContaining("appendonly");
    }

    private OwnRedis start() {
        return start("everysec");
    }

    private OwnRedis start(String appendfsync) {
        OwnRedis one = OwnRedis.start(binary(), dir, appendfsync);
        started.add(one);
        return one;
    }

    private static RedisBinary binary() {
        return RedisBinary.bundled(Path.of("target", "own-redis").toAbsolutePath());
    }

    private OwnRedisConf conf() throws IOException {
        return OwnRedisConf.of(dir, "everysec");
    }

    private OwnRedisTalk talk() throws IOException {
        return OwnRedisTalk.with(conf());
    }

    private boolean isUp() throws IOException {
        return OwnRedisPulse.of(conf()) == OwnRedisPulse.UP;
    }

    private ProcessHandle process() {
        return ProcessHandle.of(redis.pid()).orElseThrow();
    }

    private String ask(String... words) throws IOException {
        try (OwnRedisTalk talk = talk()) {
            return talk.ask(words);
        }
    }

    private String setting(String name) throws IOException {
        return ask("CONFIG", "GET", name).split("\n")[1];
    }
}
