package io.yardmaster.web.problem;

import io.yardmaster.engine.jobs.AmbiguousJobException;
import io.yardmaster.engine.jobs.NotPossibleException;
import io.yardmaster.engine.jobs.UnknownJobException;
import io.yardmaster.engine.queues.UnknownQueueException;
import io.yardmaster.engine.schedule.NeverFiresException;
import io.yardmaster.engine.schedule.UnknownScheduleException;
import io.yardmaster.store.redis.StoreAwayException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.nio.channels.ClosedChannelException;
import java.util.UUID;
import org.jboss.logging.Logger;

/** What is answered when a call fails. Nothing of the server's inside is ever told. */
@Provider
public class Problems implements ExceptionMapper<Throwable> {
    private static final Logger LOG = Logger.getLogger(Problems.class);
    private static final int RETRY_AFTER_SECONDS = 2;

    private final Failures failures;

    Problems(Failures failures) {
        this.failures = failures;
    }

    @Override
    public Response toResponse(Throwable fault) {
        return switch (fault) {
            case BadInputException wrong ->
                answer(Problem.of(400, wrong.getMessage())
                        .with(
                                "errors",
                                wrong.errors().stream().map(FieldError::json).toList()));
            case TooLargeException large -> answer(Problem.of(413, large.getMessage()));
            case NotJsonException notJson -> answer(Problem.of(415, notJson.getMessage()));
            case ConflictException conflict ->
                answer(Problem.of(409, conflict.getMessage())
                        .with("state", conflict.state().word()));
            case UnknownJobException unknown -> answer(Problem.of(404, unknown.getMessage()));
            case UnknownScheduleException unknown -> answer(Problem.of(404, unknown.getMessage()));
            case NeverFiresException never -> answer(Problem.of(422, never.getMessage()));
            case UnknownQueueException unknown -> answer(Problem.of(404, unknown.getMessage()));
            case NotPossibleException refused ->
                answer(Problem.of(409, refused.getMessage())
                        .with("state", refused.state().word()));
            case AmbiguousJobException several ->
                answer(Problem.of(409, several.getMessage()).with("queues", several.queues()));
            case TooManyException busy -> later(Problem.of(429, busy.getMessage()));
            case StoreAwayException away -> later(Problem.of(503, "the store does not answer; repeat the call"));
            case ClosedChannelException left -> Response.serverError().build(); // nobody is there to read it
            default -> unexpected(fault);
        };
    }

    private Response answer(Problem problem) {
        return failures.put(Response.status(problem.status()), problem);
    }

    private Response later(Problem problem) {
        return failures.put(
                Response.status(problem.status()).header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS), problem);
    }

    private Response unexpected(Throwable fault) {
        String id = UUID.randomUUID().toString();
        LOG.errorf(fault, "A request failed (%s)", id);
        return answer(Problem.of(500, "the server failed; its log tells more under " + id)
                .with("id", id));
    }
}
