package io.yardmaster;

import static io.yardmaster.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The handlers that ship, and the example of a plugin, in the packaged program. */
@Timeout(300)
class HandlersIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path EXAMPLE = Path.of("examples/plugin/target/greeting-1.0.0.jar");

    @TempDir
    Path root;

    private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private Path plugins;

    @BeforeEach
    void prepare() throws Exception {
        mail.start();
        plugins = Files.createDirectories(root.resolve("plugins"));
    }

    @AfterEach
    void stop() {
        mail.stop();
    }

    @Test
    void theExampleIsBuiltByOneCommandAndRuns() throws Exception {
        ProcessBuilder maven = new ProcessBuilder("mvn", "-B", "-ntp", "-q", "-f", "examples", "package").inheritIO();
        maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process build = maven.start();
        assertThat(build.waitFor(240, TimeUnit.SECONDS)).isTrue();
        assertThat(build.exitValue()).isZero();
        Files.copy(EXAMPLE, plugins.resolve("greeting-1.0.0.jar"));
        Files.writeString(plugins.resolve("broken.jar"), "I am text");
        try (ServerProcess server = server(Map.of("YARDMASTER_PLUGIN_GREETING_WORD", "Good day"))) {
            String id = enqueue(server, "greeting.send", "{\"name\": \"Mira\", \"friend\": \"Jonas\"}");
            assertThat(completed(server, id).at("/result/greeted").asBoolean()).isTrue();
            completed(server, id + "-friend");
            await().until(() ->
                    server.get("/api/v1/jobs/" + id + "-friend/log").body().contains("Good day, Jonas!"));
            assertThat(server.output())
                    .contains("plugin broken.jar is left out", "plugin greeting-1.0.0.jar: greeting.send");
            assertThat(types(server)).contains("plugin greeting.send greetings", "bean email.send email");
            server.stop();
        }
    }

    @Test
    void lettersAreSentAndPicturesProcessed() throws Exception {
        Path files = Files.createDirectories(root.resolve("files"));
        ImageIO.write(
                new BufferedImage(200, 100, BufferedImage.TYPE_INT_RGB),
                "png",
                files.resolve("a.png").toFile());
        Map<String, String> set = new HashMap<>(Map.of("QUARKUS_MAILER_HOST", "127.0.0.1"));
        set.put("QUARKUS_MAILER_PORT", String.valueOf(mail.getSmtp().getPort()));
        set.put("QUARKUS_MAILER_FROM", "shop@example.com");
        set.put("YARDMASTER_FILES_DIR", files.toString());
        try (ServerProcess server = server(set)) {
            String letter = enqueue(
                    server,
                    "email.send",
                    "{\"to\": \"mira@example.com\", \"subject\": \"Hello\","
                            + " \"template\": \"password-reset\", \"context\":"
                            + " {\"name\": \"Mira\", \"minutes\": 30, \"link\": \"https://example.com/r\"}}");
            String picture = enqueue(
                    server,
                    "image.process",
                    "{\"source\": \"a.png\", \"operations\": ["
                            + "{\"type\": \"resize\", \"params\": {\"width\": 50}},"
                            + "{\"type\": \"compress\", \"params\": {\"format\": \"webp\"}}]}");
            JsonNode sent = completed(server, letter).get("result");
            assertThat(mail.getReceivedMessages()[0].getFrom()[0]).hasToString("shop@example.com");
            assertThat(mail.getReceivedMessages()[0].getMessageID())
                    .isEqualTo(sent.get("messageId").asText());
            JsonNode made = completed(server, picture).get("result");
            assertThat(made.get("width").asInt()).isEqualTo(50);
            assertThat(Files.size(files.resolve(made.get("path").asText())))
                    .isEqualTo(made.get("bytes").asLong());
            assertThat(types(server)).doesNotContain("plugin greeting.send greetings");
            server.stop();
        }
    }

    private ServerProcess server(Map<String, String> more) throws IOException {
        Map<String, String> set = new HashMap<>(more);
        set.put("YARDMASTER_PLUGINS_DIR", plugins.toString());
        ServerProcess server = ServerProcess.start(root.resolve("data"), set);
        await().until(server::isUp);
        return server;
    }

    private static String enqueue(ServerProcess server, String type, String payload) throws Exception {
        JsonNode job = server.post("/api/v1/jobs", "{\"type\": \"" + type + "\", \"payload\": " + payload + "}");
        assertThat(job.hasNonNull("id")).as(job.toString()).isTrue();
        return job.get("id").asText();
    }

    private static JsonNode completed(ServerProcess server, String id) throws Exception {
        await().until(() -> Set.of("completed", "dead")
                .contains(server.job(id).path("state").asText()));
        JsonNode job = server.job(id);
        assertThat(job.get("state").asText()).as(job.toString()).isEqualTo("completed");
        return job;
    }

    private static Set<String> types(ServerProcess server) throws Exception {
        Set<String> types = new TreeSet<>();
        JSON.readTree(server.get("/api/v1/job-types").body())
                .get("items")
                .forEach(type -> types.add(type.get("kind").asText() + " "
                        + type.get("type").asText() + " " + type.get("queue").asText()));
        return types;
    }
}
