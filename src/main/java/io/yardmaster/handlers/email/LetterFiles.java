package io.yardmaster.handlers.email;

import io.quarkus.qute.TemplateLocator.TemplateLocation;
import io.quarkus.qute.Variant;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The files of the letters. Examples are put there where the directory is not yet there. */
final class LetterFiles {
    private static final List<String> EXAMPLES =
            List.of("receipt.txt", "receipt.html", "password-reset.txt", "password-reset.html");
    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9_-]{0,63}";
    private static final String FILE = NAME + "\\.(txt|html)";
    private static final int LARGEST_FILE = 200_000;
    private static final int MOST_NAMES = 20;

    private final Path directory;

    LetterFiles(Path directory) {
        this.directory = directory;
        if (!Files.exists(directory)) {
            EXAMPLES.forEach(this::putExample);
        }
    }

    /** @throws BadTemplateException when there is no template of that name; it says which there are */
    void demand(String name) {
        if (!name.matches(NAME) || !has(name + ".txt") && !has(name + ".html")) {
            throw new BadTemplateException(
                    "there is no template of that name in " + directory + "; there are: " + String.join(", ", names()));
        }
    }

    boolean has(String file) {
        return Files.isRegularFile(directory.resolve(file), LinkOption.NOFOLLOW_LINKS);
    }

    /** For includes too: only files of the directory itself, under their full names. */
    Optional<TemplateLocation> locate(String file, Variant variant) {
        if (!file.matches(FILE) || !has(file)) {
            return Optional.empty();
        }
        return Optional.of(new TemplateLocation() {
            @Override
            public Reader read() {
                return new StringReader(text(file));
            }

            @Override
            public Optional<Variant> getVariant() {
                return Optional.ofNullable(variant);
            }
        });
    }

    private String text(String file) {
        try (InputStream in = Files.newInputStream(directory.resolve(file))) {
            byte[] bytes = in.readNBytes(LARGEST_FILE + 1);
            if (bytes.length > LARGEST_FILE) {
                throw new BadTemplateException("has more than " + LARGEST_FILE + " bytes");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private TreeSet<String> names() {
        try (Stream<Path> files = Files.list(directory)) {
            TreeSet<String> names = new TreeSet<>();
            files.map(file -> file.getFileName().toString())
                    .filter(file -> file.matches(FILE))
                    .map(file -> file.substring(0, file.lastIndexOf('.')))
                    .distinct()
                    .limit(MOST_NAMES)
                    .forEach(names::add);
            return names;
        } catch (IOException missing) {
            return new TreeSet<>();
        }
    }

    private void putExample(String file) {
        try (InputStream example = LetterFiles.class.getResourceAsStream("/email/" + file)) {
            Files.createDirectories(directory);
            Files.write(directory.resolve(file), example.readAllBytes());
        } catch (IOException unwritable) {
            throw new UncheckedIOException("the examples of e-mails cannot be written to " + directory, unwritable);
        }
    }
}
