package io.yardmaster.handlers.email;

import io.vertx.ext.mail.MailMessage;
import io.yardmaster.api.JobContext;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutionException;

/** Short letters of the server's own, for other handlers. */
@Singleton
public class Notice {
    private final PostOffice postOffice;
    private final MailSettings settings;

    Notice(PostOffice postOffice, MailSettings settings) {
        this.postOffice = postOffice;
        this.settings = settings;
    }

    /** Posts plain text. @param to one address @throws ExecutionException with the reason when it was not taken */
    public void send(String to, String subject, String text, JobContext job)
            throws InterruptedException, ExecutionException {
        MailMessage message = new MailMessage()
                .setFrom(settings.from())
                .setTo(to)
                .setSubject(subject)
                .setText(text);
        try {
            postOffice.post(message, job);
        } catch (RefusedMailException refused) {
            throw new ExecutionException(refused);
        }
    }
}
