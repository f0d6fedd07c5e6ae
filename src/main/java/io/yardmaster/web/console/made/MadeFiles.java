package io.yardmaster.web.console.made;

import io.yardmaster.engine.node.Folders;
import jakarta.inject.Singleton;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds what handlers wrote: only plain files, by plain names, of two directories. */
@Singleton
class MadeFiles {
    private static final String NAME = "[A-Za-z0-9_][A-Za-z0-9._-]{0,250}\\.(eml|jpg|png|webp)";
    private static final int MOST_LOOKED_AT = 5_000;
    private static final int MOST = 50;

    private final Path letters;
    private final Path pictures;

    /** @param at epoch milliseconds of its last change */
    record Made(String name, long bytes, long at) {}

    MadeFiles(Folders folders) {
        this.letters = folders.data().resolve("outbox");
        this.pictures = folders.files().resolve("out");
    }

    /** The newest letters, at most 50; empty when there is none. */
    List<Made> letters() {
        return newest(letters);
    }

    /** The newest pictures, at most 50; empty when there is none. */
    List<Made> pictures() {
        return newest(pictures);
    }

    /** One letter; empty when there is none of that name. */
    Optional<Path> letter(String name) {
        return find(letters, name);
    }

    /** One picture; empty when there is none of that name. */
    Optional<Path> picture(String name) {
        return find(pictures, name);
    }

    private static Optional<Path> find(Path directory, String name) {
        return name.matches(NAME) && Files.isRegularFile(directory.resolve(name), LinkOption.NOFOLLOW_LINKS)
                ? Optional.of(directory.resolve(name))
                : Optional.empty();
    }

    private static List<Made> newest(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.limit(MOST_LOOKED_AT)
                    .filter(file ->
                            find(directory, file.getFileName().toString()).isPresent())
                    .map(Path::toFile)
                    .map((File file) -> new Made(file.getName(), file.length(), file.lastModified()))
                    .sorted(Comparator.comparingLong(Made::at).reversed())
                    .limit(MOST)
                    .toList();
        } catch (IOException missing) {
            return List.of();
        }
    }
}
