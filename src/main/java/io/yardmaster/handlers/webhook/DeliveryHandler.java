package io.yardmaster.handlers.webhook;

import io.yardmaster.api.Bounds;
import io.yardmaster.api.Handler;
import io.yardmaster.api.JobContext;
import io.yardmaster.api.JobHandler;
import io.yardmaster.engine.outgoing.RefusedAddressException;
import io.yardmaster.engine.webhook.Deliveries;
import io.yardmaster.engine.webhook.Deliveries.Attempted;
import io.yardmaster.engine.webhook.Deliveries.Plan;
import io.yardmaster.engine.webhook.Webhooks;
import io.yardmaster.handlers.http.HttpAnswer;
import io.yardmaster.handlers.http.HttpCaller;
import io.yardmaster.handlers.http.RetryAfter;
import io.yardmaster.job.attempt.JobError;
import io.yardmaster.job.attempt.Outcome;
import io.yardmaster.job.text.Text;
import jakarta.inject.Singleton;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;

/**
 * Delivers a message: (1) asks what is to be sent where; (2) sends it; (3) writes the attempt down; (4) says what comes
 * next. Any answer but 2xx is a failure; 410 disables the webhook; 429 and 503 are asked again when they say.
 */
@Singleton
@JobHandler(
        value = Deliveries.TYPE,
        queue = Deliveries.QUEUE,
        timeoutMs = 60_000,
        description = "Tells a webhook of an alert. Made by the server itself.",
        example = "{\"webhook\": \"ops\", \"message\": \"msg_a10000_firing\"}")
class DeliveryHandler implements Handler<DeliveryHandler.Delivery> {
    /** Milliseconds from a failed attempt to the next. */
    private static final List<Long> WAITS = List.of(
            5_000L, 300_000L, 1_800_000L, 7_200_000L, 18_000_000L, 36_000_000L, 50_400_000L, 72_000_000L, 86_400_000L);

    private static final double JITTER = 0.1;
    private static final int LONGEST_ANSWER = 4_096;
    private static final int GONE = 410;

    private final Deliveries deliveries;
    private final Webhooks webhooks;
    private final Courier courier;
    private final InstantSource clock;

    /**
     * The payload.
     *
     * @param webhook its name
     * @param message the id of what it is told
     * @param byHand a person sends it: also to a disabled webhook; null = not
     */
    record Delivery(
            @Bounds(required = true, min = 1, max = 128, description = "The name of the webhook")
            String webhook,

            @Bounds(required = true, min = 1, max = 128, description = "The id of the message")
            String message,

            @Bounds(description = "Sent by a person") Boolean byHand) {}

    DeliveryHandler(Deliveries deliveries, Webhooks webhooks, Courier courier, InstantSource clock) {
        this.deliveries = deliveries;
        this.webhooks = webhooks;
        this.courier = courier;
        this.clock = clock;
    }

    @Override
    public Outcome run(Delivery payload, JobContext context) throws InterruptedException {
        boolean byHand = Boolean.TRUE.equals(payload.byHand());
        return switch (deliveries.plan(payload.webhook(), payload.message(), byHand)) {
            case Plan.Drop drop -> new Outcome.Cancelled(drop.why());
            case Plan.Later later -> new Outcome.Snoozed(later.delayMs(), null);
            case Plan.Send send -> deliver(send, context);
        };
    }

    private Outcome deliver(Plan.Send send, JobContext context) throws InterruptedException {
        long at = clock.millis();
        long began = System.nanoTime();
        Result result = attempt(send, at / 1_000, context);
        long tookMs = (System.nanoTime() - began) / 1_000_000;
        Outcome outcome = outcome(send, result, context.attempt());
        Long next = switch (outcome) {
            case Outcome.Failed failed when context.attempt() < Deliveries.MOST_ATTEMPTS -> failed.retryInMs();
            case Outcome.Snoozed snoozed -> Long.valueOf(snoozed.delayMs());
            default -> null;
        };
        deliveries.log(
                send.webhook().name(),
                new Attempted(
                        send.message(),
                        at,
                        send.event(),
                        context.attempt(),
                        result.status(),
                        tookMs,
                        result.error(),
                        next == null ? null : Long.valueOf(clock.millis() + next),
                        result.text()));
        return outcome;
    }

    /** What came of an attempt. @param answer null when there was none @param error null when it was well */
    private record Result(HttpAnswer answer, String error) {
        Integer status() {
            return answer == null ? null : Integer.valueOf(answer.status());
        }

        String text() {
            String text = answer == null ? "" : answer.text();
            return text.isEmpty() ? null : Text.cut(text, LONGEST_ANSWER);
        }
    }

    private Result attempt(Plan.Send send, long seconds, JobContext context) throws InterruptedException {
        try {
            HttpAnswer answer = courier.bring(send, seconds, context);
            boolean well = answer == null || answer.status() >= 200 && answer.status() < 300;
            boolean moved = !well && answer.status() >= 300 && answer.status() < 400;
            String error = "answered " + (answer == null ? "" : answer.status())
                    + (moved ? "; redirects are not followed" : "");
            return new Result(answer, well ? null : error);
        } catch (RefusedAddressException refused) {
            return new Result(null, refused.getMessage());
        } catch (UnknownHostException unknown) {
            return new Result(null, "the host is not known to the name service");
        } catch (TimeoutException late) {
            return new Result(null, "no complete answer within " + courier.timeoutMs() + " ms");
        } catch (ExecutionException broken) {
            String kind = broken.getCause().getClass().getSimpleName();
            return new Result(null, kind + ": " + Text.cut(HttpCaller.why(broken), 300));
        }
    }

    private Outcome outcome(Plan.Send send, Result result, int attempt) {
        if (result.error() == null) {
            return Outcome.succeeded();
        }
        int status = result.answer() == null ? 0 : result.answer().status();
        if (status == GONE) {
            webhooks.disable(send.webhook().name(), "its receiver answered 410");
            return new Outcome.Cancelled("the receiver answered 410: the webhook is disabled");
        }
        JobError error = JobError.of(status == 0 ? "Undelivered" : "Http" + status, result.error());
        if (status == 429 || status == 503) {
            OptionalLong retryAfter = RetryAfter.millis(result.answer().header("retry-after"), clock.instant());
            if (retryAfter.isPresent()) {
                return new Outcome.Snoozed(Math.min(Outcome.LONGEST_SNOOZE_MS, retryAfter.getAsLong()), error);
            }
        }
        return new Outcome.Failed(error, waitMs(attempt));
    }

    /** The wait after an attempt, a tenth more or less by chance, so that receivers are not asked by all at once. */
    static long waitMs(int attempt) {
        long wait = WAITS.get(Math.clamp(attempt, 1, WAITS.size()) - 1);
        return (long) (wait * ThreadLocalRandom.current().nextDouble(1 - JITTER, 1 + JITTER));
    }
}
