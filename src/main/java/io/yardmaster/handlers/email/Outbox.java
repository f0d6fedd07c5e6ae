package io.yardmaster.handlers.email;

import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.mailencoder.MailEncoder;
import io.yardmaster.engine.node.Folders;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** The directory of letters that nobody sent: one {@code .eml} file each, the newest {@value #MOST} of them. */
@Singleton
class Outbox {
    static final int MOST = 1_000;
    private static final int SWEEP_EVERY = 100;

    private final Path directory;
    private final AtomicLong kept = new AtomicLong();

    Outbox(Folders folders) {
        this.directory = folders.data().resolve("outbox");
    }

    Path path() {
        return directory;
    }

    /** Writes a letter, whole or not at all; a second one of the same name takes its place. Returns its path. */
    String keep(MailMessage message, String name) {
        try {
            Files.createDirectories(directory);
            Path file = directory.resolve(name + ".eml");
            Path part = Files.createTempFile(directory, "letter", ".part");
            Files.writeString(part, new MailEncoder(message, "yardmaster").encode(), StandardCharsets.UTF_8);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            if (kept.getAndIncrement() % SWEEP_EVERY == 0) {
                sweep();
            }
            return "outbox/" + file.getFileName();
        } catch (IOException broken) {
            throw new UncheckedIOException("the outbox cannot be written", broken);
        }
    }

    private void sweep() throws IOException {
        List<Path> letters;
        try (Stream<Path> files = Files.list(directory)) {
            letters = files.filter(file -> file.toString().endsWith(".eml"))
                    .sorted(Comparator.comparingLong(
                                    (Path file) -> file.toFile().lastModified())
                            .reversed())
                    .toList();
        }
        for (Path old : letters.subList(Math.min(MOST, letters.size()), letters.size())) {
            Files.deleteIfExists(old);
        }
    }
}
