package io.yardmaster.store.own;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedisBinaryTest {
    @TempDir
    Path dir;

    @Test
    void bundledOneRunsHereAndIsUnpackedOnce() throws IOException {
        RedisBinary first = RedisBinary.find("", dir);
        assertThat(first.version()).isEqualTo("7.0.15");
        assertThat(first.path()).startsWith(dir).isExecutable();
        var written = Files.getLastModifiedTime(first.path());
        assertThat(RedisBinary.find("", dir)).isEqualTo(first);
        assertThat(Files.getLastModifiedTime(first.path())).isEqualTo(written);
    }

    @Test
    void searchPathWinsOverTheBundledOneAndOldOnesArePassedOver() throws IOException {
        Path old = program("old/redis-server", "Redis server v=6.2.14 sha=0:0 malloc=libc bits=64");
        Path valkey = program("new/valkey-server", "Valkey server v=8.0.1 sha=0:0 malloc=libc bits=64");
        String path = String.join(
                File.pathSeparator,
                "",
                "/nowhere",
                old.getParent().toString(),
                valkey.getParent().toString());
        assertThat(RedisBinary.find(path, dir)).isEqualTo(new RedisBinary(valkey, "8.0.1"));
    }

    @ParameterizedTest
    @CsvSource({"Redis server v=6.2.14 sha=0, version 6.2.14", "'', no redis-server", "v=, no redis-server"})
    void chosenOneThatWillNotDoIsRefused(String says, String complaint) throws IOException {
        Path path = program("redis", says);
        assertThatThrownBy(() -> RedisBinary.chosen(path))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("YARDMASTER_REDIS_BINARY is " + path)
                .hasMessageContaining(complaint);
    }

    @Test
    void chosenOneThatIsMissingIsRefused() {
        assertThatThrownBy(() -> RedisBinary.chosen(dir.resolve("none")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no redis-server or valkey-server that runs here");
    }

    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, linux-amd64",
        "Linux, aarch64, linux-arm64",
        "Linux, i386, linux-386",
        "Mac OS X, aarch64, darwin-arm64",
        "Mac OS X, x86_64, darwin-amd64"
    })
    void everySystemThatIsServedHasItsProgram(String system, String processor, String suffix) {
        String name = OwnRedisBundle.nameFor(system, processor);
        assertThat(name).endsWith(suffix);
        assertThat(OwnRedisBundle.class.getResource("/" + name)).isNotNull();
    }

    private Path program(String name, String says) throws IOException {
        Path path = dir.resolve(name);
        Files.createDirectories(path.getParent());
        Files.writeString(path, "#!/bin/sh\necho '" + says + "'\n");
        assertThat(path.toFile().setExecutable(true)).isTrue();
        return path;
    }
}
