package io.yardmaster.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    @TempDir
    Path dir;

    @Test
    void isMadeForItsOwnerAlone() throws IOException {
        Path deep = DataDirectory.at(dir.resolve("a/b")).path();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(deep)))
                .isEqualTo("rwx------");
        assertThat(deep).isEmptyDirectory();
    }

    @Test
    void isClosedToOthers() throws IOException {
        Files.setPosixFilePermissions(dir, PosixFilePermissions.fromString("rwxr-xr-x"));
        DataDirectory.at(dir).lock();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dir)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dir.resolve("server.pid"))))
                .isEqualTo("rw-------");
    }

    @Test
    void oneThatOthersCanWriteIsRefused() throws IOException {
        Files.setPosixFilePermissions(dir, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThatThrownBy(() -> DataDirectory.at(dir))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("can be written by others");
        assertThat(dir).isEmptyDirectory();
    }

    @Test
    void aPlantedLinkIsRefused() throws IOException {
        Files.createSymbolicLink(dir.resolve("admin-password"), Path.of("/etc/hostname"));
        assertThatThrownBy(() -> DataDirectory.at(dir))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("admin-password is a link");
    }

    @Test
    void keepsASecondServerOutUntilItIsClosed() throws IOException {
        DataDirectory first = DataDirectory.at(dir);
        DataDirectory second = DataDirectory.at(dir);
        first.lock();
        String pid = String.valueOf(ProcessHandle.current().pid());
        assertThatThrownBy(second::lock)
                .isInstanceOf(StartRefusedException.class)
                .hasMessage("The data directory " + dir + " is held by another server (pid " + pid
                        + "); stop that one, or set YARDMASTER_DATA_DIR to another directory.");
        second.close();
        assertThat(dir.resolve("server.pid")).hasContent(pid);
        first.close();
        assertThat(dir.resolve("server.pid")).doesNotExist();
        assertThatCode(second::lock).doesNotThrowAnyException();
        second.close();
    }

    @Test
    void fileInItsPlaceIsRefused() throws IOException {
        Path file = Files.createFile(dir.resolve("file"));
        assertThatThrownBy(() -> DataDirectory.at(file))
                .isInstanceOf(StartRefusedException.class)
                .hasMessage(file + " is not a directory; set YARDMASTER_DATA_DIR to another directory.");
    }

    @Test
    void placeThatCannotBeWrittenIsRefused() {
        Path none = Path.of("/proc/yardmaster");
        assertThatThrownBy(() -> DataDirectory.at(none))
                .isInstanceOf(StartRefusedException.class)
                .hasMessage("The data directory " + none
                        + " cannot be written; set YARDMASTER_DATA_DIR to another directory.");
    }
}
