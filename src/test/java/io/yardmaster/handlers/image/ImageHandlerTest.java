package io.yardmaster.handlers.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.yardmaster.engine.handler.KnownHandler;
import io.yardmaster.engine.node.Folders;
import io.yardmaster.handlers.ToldContext;
import io.yardmaster.job.attempt.Outcome;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(300)
class ImageHandlerTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path root;

    private Path files;
    private final ToldContext context = new ToldContext("7");

    @BeforeEach
    void make() throws IOException {
        files = Files.createDirectories(root.resolve("files"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"width\": 40}                                      | 40 | 20",
                "{\"height\": 40}                                     | 80 | 40",
                "{\"width\": 40, \"height\": 40}                      | 40 | 20",
                "{\"width\": 40, \"height\": 40, \"fit\": \"cover\"}  | 40 | 40",
                "{\"width\": 40, \"height\": 40, \"fit\": \"fill\"}   | 40 | 40",
                "{\"width\": 400}                                     | 400 | 200",
            })
    void resizes(String params, int width, int height) throws Exception {
        put("a.png", Pictures.encoded(Pictures.flag(200, 100), "png"));
        BufferedImage image = picture(run("a.png", "{\"type\": \"resize\", \"params\": " + params + "}"));
        assertThat(image.getWidth()).isEqualTo(width);
        assertThat(image.getHeight()).isEqualTo(height);
        assertColor(image, width - 1, height - 1, Color.BLUE);
        assertThat(context.percents()).containsExactly(50, 100);
    }

    @Test
    void cropsExactlyTheseParts() throws Exception {
        put("a.png", Pictures.encoded(Pictures.flag(200, 100), "png"));
        BufferedImage image = picture(run("a.png", """
                {"type": "crop", "params": {"x": 40, "y": 10, "width": 120, "height": 50}},
                {"type": "crop", "params": {"width": 60, "height": 50}}"""));
        assertThat(image.getWidth()).isEqualTo(60);
        assertThat(image.getHeight()).isEqualTo(50);
        assertColor(image, 0, 0, Color.GREEN);
        assertColor(image, 59, 49, Color.RED);
    }

    @Test
    void compressesIntoFewerBytes() throws Exception {
        byte[] noise = Pictures.encoded(noise(300, 200), "png");
        put("a.png", noise);
        int jpeg = bytes("{\"type\": \"compress\", \"params\": {\"quality\": 90, \"format\": \"jpeg\"}}", "jpeg");
        int small = bytes("{\"type\": \"compress\", \"params\": {\"quality\": 20, \"format\": \"jpeg\"}}", "jpeg");
        int webp = bytes("{\"type\": \"compress\", \"params\": {\"quality\": 20, \"format\": \"webp\"}}", "webp");
        assertThat(jpeg).isLessThan(noise.length);
        assertThat(small).isLessThan(jpeg / 2);
        assertThat(webp).isLessThan(jpeg);
    }

    @Test
    void readsTheWebpThatItWrote() throws Exception {
        put("a.png", Pictures.encoded(Pictures.flag(80, 40), "png"));
        run("a.png", "{\"type\": \"compress\", \"params\": {\"quality\": 95, \"format\": \"webp\"}}");
        put("b.webp", Files.readAllBytes(files.resolve("out/q.7.webp")));
        BufferedImage image = picture(run("b.webp", "{\"type\": \"compress\", \"params\": {\"format\": \"png\"}}"));
        assertColor(image, 79, 39, Color.BLUE);
    }

    @Test
    void turnsWhatTheCameraTurned() throws Exception {
        put("a.jpg", Pictures.held(Pictures.flag(200, 100), 6));
        BufferedImage image = picture(run("a.jpg", "{\"type\": \"compress\"}"));
        assertThat(image.getWidth()).isEqualTo(100);
        assertThat(image.getHeight()).isEqualTo(200);
        assertColor(image, 95, 5, Color.GREEN);
        assertColor(image, 50, 190, Color.BLUE);
    }

    @Test
    void aBombIsRefusedByItsHeader() throws Exception {
        put("bomb.png", Pictures.bomb(50_000, 50_000));
        assertThat(refusal("bomb.png")).startsWith("source is 50000 x 50000 pixels; at most");
        put("bomb.png", Pictures.bomb(20_000, 20_000));
        assertThat(refusal("bomb.png")).startsWith("source is 20000 x 20000 pixels; at most");
    }

    @Test
    void whatIsNoStillPictureIsRefused() throws Exception {
        put("a.jpg", "I am text".getBytes(StandardCharsets.UTF_8));
        assertThat(refusal("a.jpg")).contains("is no picture");
        put("a.jpg", new byte[0]);
        assertThat(refusal("a.jpg")).contains("is no picture");
        put("a.png", Pictures.animatedPng());
        assertThat(refusal("a.png")).contains("is animated");
        put("a.gif", Pictures.encoded(Pictures.flag(4, 4), "gif"));
        assertThat(refusal("a.gif")).contains("is a GIF");
        for (String format : new String[] {"jpeg", "png"}) {
            byte[] whole = Pictures.encoded(noise(300, 200), format);
            put("a", Arrays.copyOf(whole, whole.length / 2));
            assertThat(refusal("a")).as(format).contains("truncated");
            put("a", Arrays.copyOf(whole, 10));
            assertThat(refusal("a")).as(format).contains("truncated");
        }
    }

    @Test
    void unusualPicturesComeOutRight() throws Exception {
        put("a.png", Pictures.sixteenBit(200, 100));
        assertColor(picture(run("a.png", "{\"type\": \"resize\", \"params\": {\"width\": 50}}")), 49, 24, Color.BLUE);
        put("a.jpg", Pictures.cmyk(64, 64));
        assertColor(picture(run("a.jpg", "{\"type\": \"resize\", \"params\": {\"width\": 32}}")), 16, 16, Color.RED);
        put("a.png", Pictures.encoded(Pictures.flag(1, 1), "png"));
        assertColor(picture(run("a.png", "{\"type\": \"resize\", \"params\": {\"width\": 9}}")), 8, 8, Color.BLUE);
        put("a.png", Pictures.encoded(new BufferedImage(9, 9, BufferedImage.TYPE_INT_ARGB), "png"));
        assertColor(
                picture(run("a.png", "{\"type\": \"compress\", \"params\": {\"format\": \"jpeg\"}}")),
                4,
                4,
                Color.WHITE);
    }

    @Test
    void noPathLeavesTheDirectory() throws Exception {
        Files.write(root.resolve("secret.png"), Pictures.encoded(Pictures.flag(4, 4), "png"));
        Files.createSymbolicLink(files.resolve("link.png"), root.resolve("secret.png"));
        Files.createSymbolicLink(files.resolve("up"), root);
        assertThat(refusal("../secret.png")).contains("without ..");
        assertThat(refusal("a/../../secret.png")).contains("without ..");
        assertThat(refusal(root.resolve("secret.png").toString())).contains("below the directory");
        assertThat(refusal("link.png")).contains("leads out");
        assertThat(refusal("up/secret.png")).contains("leads out");
        assertThat(refusal("none.png")).contains("is not there");
        assertThat(refusal("a\\u0000.png")).contains("is no path");
        assertThat(refusal(".")).contains("is no file");
        put("a.png", Pictures.encoded(Pictures.flag(4, 4), "png"));
        Files.createSymbolicLink(files.resolve("out"), Files.createDirectory(root.resolve("elsewhere")));
        assertThat(refusal("a.png")).contains("leads out");
        assertThat(root.resolve("elsewhere")).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\": \"resize\"}                                          | params.width or params.height",
                "{\"type\": \"resize\", \"params\": {\"width\": 9, \"fit\": \"fill\"}} | fill needs",
                "{\"type\": \"resize\", \"params\": {\"width\": 0}}              | payload.operations[0].params.width",
                "{\"type\": \"resize\", \"params\": {\"width\": 99999}}          | between 1 and 16384",
                "{\"type\": \"resize\", \"params\": {\"width\": 16384, \"height\": 16384, \"fit\": \"fill\"}} | more than",
                "{\"type\": \"crop\", \"params\": {\"x\": 3, \"width\": 2, \"height\": 1}} | leaves the picture",
                "{\"type\": \"crop\", \"params\": {\"x\": 2147483647, \"width\": 2, \"height\": 1}} | leaves the picture",
                "{\"type\": \"compress\", \"params\": {\"quality\": 101}}        | quality must be between 1 and 100",
                "{\"type\": \"compress\", \"params\": {\"format\": \"bmp\"}}     | jpeg, png or webp",
                "{\"type\": \"rotate\"}                                          | type must be",
                "{\"params\": {}}                                                | type is missing",
                "null                                                            | must not be null",
                "                                                                | between 1 and 20 items",
            })
    void wrongOperationsAreNamed(String operation, String sentence) throws Exception {
        put("a.png", Pictures.encoded(Pictures.flag(4, 4), "png"));
        Outcome.Fatal fatal = (Outcome.Fatal) run("a.png", operation == null ? "" : operation);
        assertThat(fatal.error().message()).contains(sentence);
    }

    private String refusal(String source) throws Exception {
        return ((Outcome.Fatal) run(source, "{\"type\": \"compress\"}")).error().message();
    }

    private int bytes(String operation, String format) throws Exception {
        JsonNode result = JSON.readTree(((Outcome.Succeeded) run("a.png", operation)).result());
        assertThat(result.get("format").asText()).isEqualTo(format);
        assertThat(Files.size(files.resolve(result.get("path").asText())))
                .isEqualTo(result.get("bytes").asLong());
        return result.get("bytes").asInt();
    }

    private BufferedImage picture(Outcome outcome) throws Exception {
        JsonNode result = JSON.readTree(((Outcome.Succeeded) outcome).result());
        byte[] bytes = Files.readAllBytes(files.resolve(result.get("path").asText()));
        BufferedImage image = new PictureReader(new PixelBudget()).read(bytes, PictureFormat.of(bytes));
        assertThat(image.getWidth()).isEqualTo(result.get("width").asInt());
        return image;
    }

    private Outcome run(String source, String operations) throws Exception {
        PixelBudget budget = new PixelBudget(2, 512L << 20);
        ImageHandler handler = new ImageHandler(
                new PictureFiles(new Folders(root, files, root), null),
                new PictureReader(budget),
                new PictureWriter(),
                budget);
        String payload = "{\"source\": \"" + source + "\", \"operations\": [" + operations + "]}";
        return new KnownHandler(handler, ImageHandler.class, KnownHandler.Kind.BEAN, null).run(payload, context);
    }

    private void put(String name, byte[] bytes) throws IOException {
        Files.write(files.resolve(name), bytes);
    }

    private static BufferedImage noise(int width, int height) {
        Random random = new Random(7);
        BufferedImage image = Pictures.flag(width, height);
        for (int i = 0; i < width * height / 4; i++) {
            image.setRGB(random.nextInt(width), random.nextInt(height), random.nextInt(0x1000000));
        }
        return image;
    }

    private static void assertColor(BufferedImage image, int x, int y, Color expected) {
        Color found = new Color(image.getRGB(x, y));
        assertThat(Math.abs(found.getRed() - expected.getRed()))
                .as("red of " + found)
                .isLessThan(12);
        assertThat(Math.abs(found.getGreen() - expected.getGreen()))
                .as("green of " + found)
                .isLessThan(12);
        assertThat(Math.abs(found.getBlue() - expected.getBlue()))
                .as("blue of " + found)
                .isLessThan(12);
    }
}
