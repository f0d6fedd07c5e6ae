package io.yardmaster.handlers.demo;

import io.yardmaster.engine.node.Folders;
import jakarta.inject.Singleton;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** What the shop's handlers work on: pictures of its wares and templates of its letters. Put there once. */
@Singleton
class DemoFiles {
    /** The pictures, below the directory of files. */
    static final List<String> PICTURES =
            List.of("uploads/teapot-blue.jpg", "uploads/desk-lamp.jpg", "uploads/wool-blanket.jpg", "uploads/mug.jpg");

    private static final List<String> LETTERS = List.of("survey.txt", "newsletter.txt");
    private static final int WIDTH = 1_200;
    private static final int HEIGHT = 800;
    private static final int MOST_KEPT = 300;

    private final Folders folders;

    DemoFiles(Folders folders) {
        this.folders = folders;
    }

    /** Writes what is not yet there. */
    void put() {
        try {
            for (String picture : PICTURES) {
                Path file = folders.files().resolve(picture);
                if (!Files.exists(file)) {
                    Files.createDirectories(file.getParent());
                    ImageIO.write(draw(PICTURES.indexOf(picture)), "jpeg", file.toFile());
                }
            }
            for (String letter : LETTERS) {
                putLetter(letter);
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException("the demo cannot write its files", unwritable);
        }
    }

    /** Deletes all but the newest results of the demo's own queue. */
    void sweep() {
        try (Stream<Path> files = Files.list(folders.files().resolve("out"))) {
            files.map(Path::toFile)
                    .filter(file -> file.getName().startsWith("images."))
                    .sorted(Comparator.comparingLong(File::lastModified).reversed())
                    .skip(MOST_KEPT)
                    .forEach(File::delete);
        } catch (IOException none) {
            return; // nothing was made yet
        }
    }

    private void putLetter(String letter) throws IOException {
        Path file = folders.data().resolve("templates").resolve("email").resolve(letter);
        if (!Files.exists(file)) {
            Files.createDirectories(file.getParent());
            try (InputStream text = DemoFiles.class.getResourceAsStream("/email/" + letter)) {
                Files.write(file, text.readAllBytes());
            }
        }
    }

    /** A ware on a table, in colours of its own. */
    private static BufferedImage draw(int number) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setColor(Color.getHSBColor(0.1f, 0.08f, 0.95f));
        pen.fillRect(0, 0, WIDTH, HEIGHT);
        pen.setColor(Color.getHSBColor(0.08f, 0.4f, 0.55f));
        pen.fillRect(0, HEIGHT * 3 / 4, WIDTH, HEIGHT / 4);
        pen.setColor(Color.getHSBColor(0.6f - number * 0.17f, 0.6f, 0.7f));
        pen.fillOval(WIDTH / 3, HEIGHT / 3, WIDTH / 3, HEIGHT / 2);
        pen.dispose();
        return image;
    }
}
