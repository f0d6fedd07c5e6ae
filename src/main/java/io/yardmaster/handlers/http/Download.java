package io.yardmaster.handlers.http;

import io.yardmaster.engine.outgoing.AddressRules;
import io.yardmaster.engine.outgoing.RefusedAddressException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.UnknownHostException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Reads what lies at an https address, for other handlers, under the rules of {@code http.request}. */
@Singleton
public class Download {
    private static final long TIMEOUT_MS = 60_000;

    private final PayloadRules rules;
    private final AddressRules addresses;
    private final HttpCaller caller;

    Download(PayloadRules rules, AddressRules addresses, HttpCaller caller) {
        this.rules = rules;
        this.addresses = addresses;
        this.caller = caller;
    }

    /**
     * The body of the answer.
     *
     * @param largest bytes that it may have
     * @throws IllegalArgumentException when the address must not be called, or never answers with what is asked for;
     *     one sentence
     * @throws IOException when another try may do better
     */
    public byte[] get(String url, int largest) throws IOException, InterruptedException {
        HttpCall call = rules.check(new HttpPayload(url, "GET", null, null, TIMEOUT_MS));
        if (!call.isTls()) {
            throw new IllegalArgumentException("url must begin with https://");
        }
        try {
            HttpAnswer answer = caller.call(call, addresses.resolve(call.uri().getHost(), call.port()), largest + 1);
            return body(answer, largest);
        } catch (RefusedAddressException refused) {
            throw new IllegalArgumentException(refused.getMessage(), refused);
        } catch (UnknownHostException unknown) {
            throw new IOException(call.uri().getHost() + " is not known to the name service", unknown);
        } catch (TimeoutException late) {
            throw new IOException("no complete answer within " + TIMEOUT_MS + " ms", late);
        } catch (ExecutionException broken) {
            throw new IOException(broken.getCause().getMessage(), broken.getCause());
        }
    }

    private static byte[] body(HttpAnswer answer, int largest) throws IOException {
        int status = answer.status();
        if (status >= 500 || status == 408 || status == 425 || status == 429) {
            throw new IOException("the address answered " + status);
        }
        if (status != 200) {
            throw new IllegalArgumentException("the address answered " + status + "; redirects are not followed");
        }
        if (answer.body().length > largest) {
            throw new IllegalArgumentException("the answer has more than " + largest + " bytes");
        }
        return answer.body();
    }
}
