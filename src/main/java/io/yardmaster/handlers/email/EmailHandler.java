package io.yardmaster.handlers.email;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.ext.mail.MailMessage;
import io.yardmaster.api.Bounds;
import io.yardmaster.api.Handler;
import io.yardmaster.api.JobContext;
import io.yardmaster.api.JobHandler;
import io.yardmaster.handlers.email.LetterTemplates.Rendered;
import io.yardmaster.job.attempt.JobError;
import io.yardmaster.job.attempt.Outcome;
import io.yardmaster.job.attempt.Reason;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** Renders a template and sends it, by SMTP or into the outbox where no mail server is set. */
@Singleton
@JobHandler(
        value = "email.send",
        queue = "email",
        timeoutMs = 120_000,
        description = "Renders a template of the data directory and sends it as an e-mail.",
        example = """
                {"to": "mira@example.com", "subject": "Your order A-20417", "template": "receipt", "context": {\
                "name": "Mira", "order": "A-20417", "items": [{"name": "Teapot, blue", "price": "24.50"}], \
                "total": "24.50", "currency": "EUR"}}""")
class EmailHandler implements Handler<EmailHandler.Mail> {
    private final LetterTemplates templates;
    private final MailSettings settings;
    private final PostOffice postOffice;

    /**
     * The payload.
     *
     * @param to an address, or a list of them; each may be {@code Name <address>}
     * @param template name of files in {@code templates/email} of the data directory, without ending
     * @param context what the template names; null = nothing
     */
    record Mail(
            @Bounds(required = true, min = 1, max = Letter.MOST_RECIPIENTS, description = "An address, or several")
            @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
            List<String> to,

            @Bounds(required = true, min = 1, max = Letter.LONGEST_SUBJECT, description = "One line")
            String subject,

            @Bounds(required = true, min = 1, max = 64, description = "The name of a template, such as receipt")
            String template,

            @Bounds(description = "What the template names") Map<String, Object> context) {}

    EmailHandler(LetterTemplates templates, MailSettings settings, PostOffice postOffice) {
        this.templates = templates;
        this.settings = settings;
        this.postOffice = postOffice;
    }

    @Override
    public Outcome run(Mail mail, JobContext context) throws InterruptedException {
        MailMessage message;
        Letter letter;
        try {
            letter = Letter.of(mail);
            Rendered text = templates.render(mail.template(), mail.context() == null ? Map.of() : mail.context());
            message = message(letter, text);
        } catch (IllegalArgumentException wrong) {
            return new Outcome.Fatal(JobError.of("BadPayload", wrong.getMessage()), Reason.BAD_PAYLOAD);
        } catch (BadTemplateException wrong) {
            return Outcome.fatal("BadTemplate", wrong.getMessage());
        }
        try {
            return new Outcome.Succeeded(result(postOffice.post(message, context), letter));
        } catch (RefusedMailException refused) {
            JobError error = JobError.of("Smtp" + refused.code(), refused.getMessage());
            return refused.isPermanent() ? new Outcome.Fatal(error, Reason.FATAL) : new Outcome.Failed(error, null);
        }
    }

    private MailMessage message(Letter letter, Rendered text) {
        MailMessage message =
                new MailMessage().setFrom(settings.from()).setTo(letter.to()).setSubject(letter.subject());
        if (text.plain() != null) {
            message.setText(text.plain());
        }
        if (text.html() != null) {
            message.setHtml(text.html());
        }
        return message;
    }

    private static String result(PostOffice.Receipt receipt, Letter letter) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.put("messageId", receipt.messageId());
        if (letter.to().size() == 1) {
            result.put("to", letter.to().getFirst());
        } else {
            letter.to().forEach(result.putArray("to")::add);
        }
        return result.put("file", receipt.file()).toString();
    }
}
