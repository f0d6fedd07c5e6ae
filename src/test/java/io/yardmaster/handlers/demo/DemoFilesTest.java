package io.yardmaster.handlers.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.yardmaster.engine.node.Folders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoFilesTest {
    @TempDir
    Path data;

    @Test
    void putsPicturesAndLettersOnce() throws Exception {
        DemoFiles files = new DemoFiles(new Folders(data, data.resolve("files"), data));
        files.put();
        for (String picture : DemoFiles.PICTURES) {
            assertThat(ImageIO.read(data.resolve("files").resolve(picture).toFile())
                            .getWidth())
                    .isEqualTo(1_200);
        }
        Path letter = data.resolve("templates/email/survey.txt");
        Files.writeString(letter, "mine");
        files.put();
        assertThat(letter).hasContent("mine");
        assertThat(data.resolve("templates/email/newsletter.txt")).exists();
    }

    @Test
    void keepsTheNewestOfItsOwnResults() throws Exception {
        DemoFiles files = new DemoFiles(new Folders(data, data.resolve("files"), data));
        files.sweep();
        Path out = Files.createDirectories(data.resolve("files/out"));
        Files.writeString(out.resolve("mine.1.jpg"), "");
        for (int i = 0; i < 310; i++) {
            Path file = Files.writeString(out.resolve("images." + i + ".jpg"), "");
            Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000L + i * 1_000L));
        }
        files.sweep();
        assertThat(out.toFile().list()).hasSize(301);
        assertThat(out.resolve("mine.1.jpg")).exists();
        assertThat(out.resolve("images.309.jpg")).exists();
        assertThat(out.resolve("images.9.jpg")).doesNotExist();
    }
}
