package io.yardmaster.handlers.email;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.MailResult;
import io.vertx.ext.mail.SMTPException;
import io.yardmaster.api.JobContext;
import io.yardmaster.engine.handler.HandlerNotes;
import io.yardmaster.job.text.Text;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Takes letters to the mail server, or to the outbox when there is none. */
@Singleton
class PostOffice {
    private static final long PATIENCE_S = 60;
    private static final int LONGEST_ANSWER = 2_000;

    private final MailSettings settings;
    private final MailClient client;
    private final Outbox outbox;

    /** @param file where the letter lies; null when a mail server has it */
    record Receipt(String messageId, String file) {}

    PostOffice(MailSettings settings, MailClient client, Outbox outbox, HandlerNotes notes) {
        this.settings = settings;
        this.client = client;
        this.outbox = outbox;
        if (!settings.hasServer()) {
            say(
                    notes,
                    false,
                    "No mail server is used (QUARKUS_MAILER_HOST is not set, or the demo runs): e-mails are"
                            + " written to " + outbox.path() + ".");
        } else if (settings.from().equals(MailSettings.DEFAULT_FROM)) {
            say(
                    notes,
                    true,
                    "QUARKUS_MAILER_FROM is not set: e-mails come from " + settings.from()
                            + ", which most mail servers refuse.");
        }
    }

    private static void say(HandlerNotes notes, boolean isFault, String text) {
        notes.say(new HandlerNotes.Note(isFault, "email.send", text));
    }

    /**
     * Posts a letter; its Message-ID is made of the job's queue and id, so that a second run can be recognised.
     *
     * @throws RefusedMailException when the server did not take it
     */
    Receipt post(MailMessage message, JobContext job) throws InterruptedException {
        String name = (job.queue() + "." + job.jobId()).replaceAll("[^A-Za-z0-9._-]", "_");
        String id = "<" + name + "@yardmaster>";
        message.setHeaders(MultiMap.caseInsensitiveMultiMap().add("Message-ID", id));
        if (settings.hasServer()) {
            send(message);
            return new Receipt(id, null);
        }
        return new Receipt(id, outbox.keep(message, name));
    }

    private void send(MailMessage message) throws InterruptedException {
        Future<MailResult> sending = client.sendMail(message);
        CompletableFuture<MailResult> answer = sending.toCompletionStage().toCompletableFuture();
        try {
            answer.get(PATIENCE_S, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw new RefusedMailException(0, "no answer of the mail server within " + PATIENCE_S + " s");
        } catch (ExecutionException failed) {
            throw refusal(failed.getCause());
        }
    }

    private static RefusedMailException refusal(Throwable cause) {
        if (cause instanceof SMTPException smtp) {
            String answer = String.join(" ", smtp.getReplyMessages());
            return new RefusedMailException(smtp.getReplyCode(), Text.cut(answer, LONGEST_ANSWER));
        }
        return new RefusedMailException(0, "the mail server cannot be reached: " + cause.getMessage());
    }
}
