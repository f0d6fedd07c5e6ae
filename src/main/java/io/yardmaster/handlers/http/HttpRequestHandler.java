package io.yardmaster.handlers.http;

import io.yardmaster.api.Handler;
import io.yardmaster.api.JobContext;
import io.yardmaster.api.JobHandler;
import io.yardmaster.engine.outgoing.AddressRules;
import io.yardmaster.engine.outgoing.RefusedAddressException;
import io.yardmaster.job.attempt.JobError;
import io.yardmaster.job.attempt.Outcome;
import io.yardmaster.job.attempt.Reason;
import io.yardmaster.job.text.Text;
import jakarta.inject.Singleton;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Calls an HTTP endpoint. Redirects are not followed, and the first 16 kB of the answer are the job's result. */
@Singleton
@JobHandler(
        value = "http.request",
        description = "Calls an HTTP endpoint; its answer is the job's result.",
        example = """
                {"url": "https://example.com/hook", "method": "POST", "headers": {"X-Source": "yardmaster"},\
                 "body": {"hello": "world"}}""")
class HttpRequestHandler implements Handler<HttpPayload> {
    private static final int LONGEST_EXCERPT = 500;

    private final PayloadRules rules;
    private final AddressRules addresses;
    private final HttpCaller caller;
    private final InstantSource clock;

    HttpRequestHandler(PayloadRules rules, AddressRules addresses, HttpCaller caller, InstantSource clock) {
        this.rules = rules;
        this.addresses = addresses;
        this.caller = caller;
        this.clock = clock;
    }

    @Override
    public Outcome run(HttpPayload payload, JobContext context) throws InterruptedException {
        HttpCall call;
        try {
            call = rules.check(Placeholders.fill(payload, context)).traced(context.traceparent());
        } catch (IllegalArgumentException wrong) {
            return new Outcome.Fatal(JobError.of("BadPayload", wrong.getMessage()), Reason.BAD_PAYLOAD);
        }
        try {
            return outcome(caller.call(call, addresses.resolve(call.uri().getHost(), call.port())));
        } catch (RefusedAddressException refused) {
            return Outcome.fatal("RefusedAddress", refused.getMessage());
        } catch (UnknownHostException unknown) {
            return failed("UnknownHost", call.uri().getHost() + " is not known to the name service");
        } catch (TimeoutException late) {
            return failed("Timeout", "no complete answer within " + call.timeoutMs() + " ms");
        } catch (ExecutionException broken) {
            return failed(broken.getCause().getClass().getSimpleName(), HttpCaller.why(broken));
        }
    }

    /** What an answer means. */
    Outcome outcome(HttpAnswer answer) {
        int status = answer.status();
        if (status >= 200 && status < 300) {
            return new Outcome.Succeeded(answer.json());
        }
        JobError error = JobError.of("Http" + status, "answered " + status + excerpt(answer));
        OptionalLong retryAfter = RetryAfter.millis(answer.header("retry-after"), clock.instant());
        if ((status == 429 || status == 503) && retryAfter.isPresent()) {
            return new Outcome.Snoozed(retryAfter.getAsLong(), error);
        }
        return switch (status) {
            case 408, 425, 429 -> new Outcome.Failed(error, null);
            default ->
                status >= 300 && status < 500
                        ? new Outcome.Fatal(error, Reason.FATAL)
                        : new Outcome.Failed(error, null);
        };
    }

    private static Outcome failed(String type, String message) {
        return new Outcome.Failed(JobError.of(type, message), null);
    }

    private static String excerpt(HttpAnswer answer) {
        String location = answer.header("location");
        if (location != null) {
            return ", to " + Text.cut(location, LONGEST_EXCERPT) + " (redirects are not followed)";
        }
        String text = answer.text().strip();
        return text.isEmpty() ? "" : ": " + Text.cut(text, LONGEST_EXCERPT);
    }
}
