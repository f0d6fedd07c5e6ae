package io.yardmaster.web.access.connection;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.http.HttpServerRequest;
import io.yardmaster.web.problem.Problem;
import io.yardmaster.web.problem.SecurityHeaders;

/** Answers a request that could not be decoded, which no router and no filter ever sees, and closes its connection. */
final class UnreadableHead {
    private UnreadableHead() {}

    static void answer(HttpServerRequest request) {
        Problem problem = problem(request.decoderResult().cause());
        SecurityHeaders.of("").forEach(request.response()::putHeader);
        request.response()
                .setStatusCode(problem.status())
                .putHeader("Content-Type", Problem.MEDIA_TYPE)
                .putHeader("Connection", "close")
                .end(problem.json())
                .onComplete(sent -> request.connection().close());
    }

    /** Says nothing of what was sent: that is hostile. */
    private static Problem problem(Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return Problem.of(414, "the target of the request is too long");
        }
        if (cause instanceof TooLongHttpHeaderException) {
            return Problem.of(431, "the header fields of the request are too long");
        }
        return cause instanceof RequestTargets.NoTargetException wrong
                ? Problem.of(400, wrong.getMessage())
                : Problem.of(400, "the head of the request is not written as HTTP/1.1 demands");
    }
}
