package io.yardmaster.handlers.email;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.yardmaster.engine.handler.HandlerNotes;
import io.yardmaster.engine.handler.KnownHandler;
import io.yardmaster.engine.node.Folders;
import io.yardmaster.engine.node.Settings;
import io.yardmaster.handlers.ToldContext;
import io.yardmaster.job.attempt.Outcome;
import io.yardmaster.job.attempt.Reason;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class EmailHandlerTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RESET = """
            "template": "password-reset", "context": {"name": "Mira", "minutes": 30, "link": "https://example.com/r"}""";

    @TempDir
    Path data;

    private final Vertx vertx = Vertx.vertx();
    private final HandlerNotes notes = new HandlerNotes();

    @AfterEach
    void close() {
        vertx.close();
    }

    @Test
    void aLetterReachesAMailServer() throws Exception {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try {
            Outcome outcome = run(
                    server.getSmtp().getPort(),
                    "{\"to\": [\"mira@example.com\", \"Jo Ö <jo@example.com>\"],"
                            + " \"subject\": \"Zwölf neue Passwörter\", " + RESET + "}");
            JsonNode result = JSON.readTree(((Outcome.Succeeded) outcome).result());
            MimeMessage got = server.getReceivedMessages()[0];
            assertThat(server.getReceivedMessages()).hasSize(2);
            assertThat(got.getSubject()).isEqualTo("Zwölf neue Passwörter");
            assertThat(got.getMessageID())
                    .isEqualTo("<q.7@yardmaster>")
                    .isEqualTo(result.get("messageId").asText());
            assertThat(got.getFrom()[0]).hasToString("yard@example.com");
            MimeMultipart parts = (MimeMultipart) got.getContent();
            assertThat(parts.getBodyPart(0).getContentType()).startsWith("text/plain");
            assertThat(parts.getBodyPart(0).getContent().toString()).contains("within 30 minutes");
            assertThat(parts.getBodyPart(1).getContentType()).startsWith("text/html");
            assertThat(result.get("to")).hasSize(2);
            assertThat(result.get("file").isNull()).isTrue();
        } finally {
            server.stop();
        }
    }

    @Test
    void withoutAServerItLandsInTheOutbox() throws Exception {
        String payload = "{\"to\": \"mira@example.com\", \"subject\": \"Hello\", " + RESET + "}";
        JsonNode result = JSON.readTree(((Outcome.Succeeded) run(0, payload)).result());
        assertThat(result.get("file").asText()).isEqualTo("outbox/q.7.eml");
        assertThat(result.get("to").asText()).isEqualTo("mira@example.com");
        MimeMessage read = new MimeMessage(
                null, Files.newInputStream(data.resolve(result.get("file").asText())));
        assertThat(read.getSubject()).isEqualTo("Hello");
        assertThat(read.getMessageID()).isEqualTo(result.get("messageId").asText());
        assertThat(notes.all())
                .singleElement()
                .satisfies(note -> assertThat(note.text())
                        .contains("QUARKUS_MAILER_HOST", data.resolve("outbox").toString()));
        run(0, payload);
        assertThat(data.resolve("outbox").toFile().list()).hasSize(1);
    }

    @Test
    void aTemporaryAnswerIsRetriedAndAPermanentOneIsNot() throws Exception {
        String payload = "{\"to\": \"mira@example.com\", \"subject\": \"Hello\", " + RESET + "}";
        try (ScriptedSmtp busy = new ScriptedSmtp("451 4.7.1 come back later")) {
            Outcome.Failed failed = (Outcome.Failed) run(busy.port(), payload);
            assertThat(failed.error().message()).contains("come back later");
        }
        try (ScriptedSmtp never = new ScriptedSmtp("550 5.1.1 no such mailbox")) {
            Outcome.Fatal fatal = (Outcome.Fatal) run(never.port(), payload);
            assertThat(fatal.error().type()).isEqualTo("Smtp550");
            assertThat(fatal.error().message()).contains("no such mailbox");
        }
        assertThat(run(1, payload)).isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void nothingGetsIntoTheHeaders() throws Exception {
        bad(
                "{\"to\": \"a@example.com\\r\\nBcc: b@example.com\", \"subject\": \"s\", " + RESET + "}",
                "to has an address");
        bad(
                "{\"to\": \"A\\r\\nBcc: b@example.com <a@example.com>\", \"subject\": \"s\", " + RESET + "}",
                "to has an addr");
        bad(
                "{\"to\": \"a@example.com\", \"subject\": \"s\\nBcc: b@example.com\", " + RESET + "}",
                "subject must be one");
        bad("{\"to\": \"a@example.com, b@example.com\", \"subject\": \"s\", " + RESET + "}", "to has an address");
    }

    @Test
    void tenThousandRecipientsAreRefused() throws Exception {
        String many = JSON.writeValueAsString(Collections.nCopies(10_000, "a@example.com"));
        bad("{\"to\": " + many + ", \"subject\": \"s\", " + RESET + "}", "payload.to must have between 1 and 50 items");
        bad("{\"to\": [], \"subject\": \"s\", " + RESET + "}", "payload.to must have between 1 and 50 items");
        bad("{\"subject\": \"s\", " + RESET + "}", "payload.to is missing");
        bad("{\"to\": [null], \"subject\": \"s\", " + RESET + "}", "payload.to[0] must not be null");
    }

    @Test
    void aMissingTemplateSaysWhichThereAre() throws Exception {
        Outcome.Fatal fatal = (Outcome.Fatal)
                run(0, "{\"to\": \"a@example.com\", \"subject\": \"s\", \"template\": \"../../etc/passwd\"}");
        assertThat(fatal.error().message()).contains("there are: password-reset, receipt");
    }

    private void bad(String payload, String sentence) throws Exception {
        Outcome.Fatal fatal = (Outcome.Fatal) run(0, payload);
        assertThat(fatal.reason()).isEqualTo(Reason.BAD_PAYLOAD);
        assertThat(fatal.error().message()).startsWith(sentence);
        assertThat(data.resolve("outbox")).doesNotExist();
    }

    /** @param port of the mail server; 0 = there is none */
    private Outcome run(int port, String payload) throws Exception {
        Map<String, String> set = port == 0
                ? Map.of()
                : Map.of("quarkus.mailer.host", "127.0.0.1", "quarkus.mailer.from", "yard@example.com");
        MailSettings settings = new MailSettings(
                new SmallRyeConfigBuilder()
                        .withSources(new PropertiesConfigSource(set, "test", 300))
                        .withDefaultValue("quarkus.mailer.host", "localhost")
                        .build(),
                new Settings(
                        Set.of(),
                        List.of(),
                        new Settings.Waits(1_000, 0, 60_000),
                        List.of(),
                        new Settings.Demo(false, false)));
        Folders folders = new Folders(data, data.resolve("files"), data.resolve("plugins"));
        MailClient client = MailClient.create(vertx, new MailConfig("127.0.0.1", Math.max(1, port)));
        PostOffice office = new PostOffice(settings, client, new Outbox(folders), notes);
        EmailHandler handler = new EmailHandler(new LetterTemplates(folders), settings, office);
        return new KnownHandler(handler, EmailHandler.class, KnownHandler.Kind.BEAN, null)
                .run(payload, new ToldContext("7"));
    }
}
