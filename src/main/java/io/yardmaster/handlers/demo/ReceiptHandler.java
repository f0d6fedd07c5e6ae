package io.yardmaster.handlers.demo;

import io.quarkus.arc.lookup.LookupIfProperty;
import io.yardmaster.engine.handler.Handler;
import io.yardmaster.engine.handler.JobContext;
import io.yardmaster.engine.handler.JobHandler;
import io.yardmaster.job.attempt.Outcome;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.concurrent.ThreadLocalRandom;

/** Sends nothing to anybody. Now and then the mail server hangs up, which a retry mends. */
@Singleton
@LookupIfProperty(name = "yardmaster.demo-traffic", stringValue = "true")
@JobHandler(
        value = "email.receipt",
        description = "Pretends to send an e-mail to a customer.",
        example = "{\"to\": \"mira@example.com\", \"subject\": \"Your order A-20417\", \"template\": \"receipt\"}")
class ReceiptHandler implements Handler<ReceiptHandler.Mail> {
    private static final double HANG_UPS = 0.004;

    /** @param to an address @param subject one line @param template name of the text */
    record Mail(String to, String subject, String template) {}

    @Override
    public Outcome run(Mail payload, JobContext context) throws InterruptedException, IOException {
        Pause.millis(ThreadLocalRandom.current().nextLong(15, 90));
        if (ThreadLocalRandom.current().nextDouble() < HANG_UPS) {
            throw new IOException("421 4.7.0 mx.example.com closed the connection");
        }
        return new Outcome.Succeeded("{\"accepted\": true}");
    }
}
