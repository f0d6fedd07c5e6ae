package io.yardmaster.web.console.made;

import static org.assertj.core.api.Assertions.assertThat;

import io.yardmaster.engine.node.Folders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MadeFilesTest {
    @TempDir
    Path data;

    @Test
    void findsThePlainFilesOfItsDirectoriesAndNoOther() throws Exception {
        Path outbox = Files.createDirectories(data.resolve("outbox"));
        MadeFiles files = new MadeFiles(new Folders(data, data.resolve("files"), data));
        Files.writeString(outbox.resolve("old.eml"), "one");
        Files.writeString(outbox.resolve("new.eml"), "three");
        Files.setLastModifiedTime(outbox.resolve("old.eml"), FileTime.fromMillis(1_000));
        Files.writeString(outbox.resolve("letter7.part"), "half");
        Files.writeString(data.resolve("secret.eml"), "secret");
        Files.createSymbolicLink(outbox.resolve("link.eml"), data.resolve("secret.eml"));
        assertThat(files.letters()).extracting(MadeFiles.Made::name).containsExactly("new.eml", "old.eml");
        assertThat(files.pictures()).isEmpty();
        assertThat(files.letter("old.eml")).contains(outbox.resolve("old.eml"));
        for (String name : new String[] {"link.eml", "../secret.eml", "letter7.part", "none.eml", ".eml", ""}) {
            assertThat(files.letter(name)).as(name).isEmpty();
        }
        assertThat(files.picture("old.eml")).isEmpty();
    }
}
