package io.yardmaster.web.api;

import io.yardmaster.engine.AmbiguousJobException;
import io.yardmaster.engine.NotPossibleException;
import io.yardmaster.engine.UnknownJobException;
import io.yardmaster.engine.UnknownQueueException;
import io.yardmaster.store.StoreAwayException;
import io.yardmaster.web.access.Problem;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What is answered when a call fails. Nothing of the server's inside is ever told. */
public class Problems {
    private static final Logger LOG = Logger.getLogger(Problems.class);
    private static final int RETRY_AFTER_SECONDS = 2;

    @ServerExceptionMapper
    Response badInput(BadInputException wrong) {
        Problem problem = Problem.of(400, wrong.getMessage());
        return answer(problem.with(
                "errors", wrong.errors().stream().map(FieldError::json).toList()));
    }

    @ServerExceptionMapper
    Response tooLarge(TooLargeException tooLarge) {
        return answer(Problem.of(413, tooLarge.getMessage()));
    }

    @ServerExceptionMapper
    Response notJson(NotJsonException notJson) {
        return answer(Problem.of(415, notJson.getMessage()));
    }

    @ServerExceptionMapper
    Response tooMany(TooManyException tooMany) {
        return Response.fromResponse(answer(Problem.of(429, tooMany.getMessage())))
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .build();
    }

    @ServerExceptionMapper
    Response unknownJob(UnknownJobException unknown) {
        return answer(Problem.of(404, unknown.getMessage()));
    }

    @ServerExceptionMapper
    Response unknownQueue(UnknownQueueException unknown) {
        return answer(Problem.of(404, unknown.getMessage()));
    }

    @ServerExceptionMapper
    Response notPossible(NotPossibleException refused) {
        return answer(Problem.of(409, refused.getMessage())
                .with("state", refused.state().word()));
    }

    @ServerExceptionMapper
    Response ambiguous(AmbiguousJobException ambiguous) {
        return answer(Problem.of(409, ambiguous.getMessage()).with("queues", ambiguous.queues()));
    }

    @ServerExceptionMapper
    Response storeAway(StoreAwayException away) {
        return Response.fromResponse(answer(Problem.of(503, "the store does not answer; repeat the call")))
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .build();
    }

    /** What the framework refuses: no such path, method, type of content. */
    @ServerExceptionMapper
    Response refused(WebApplicationException refused) {
        Response original = refused.getResponse();
        int status = original.getStatus();
        if (status < 400 || original.hasEntity()) {
            return original;
        }
        return Response.fromResponse(original)
                .type(Problem.MEDIA_TYPE)
                .entity(Problem.of(status, sentence(status)).json())
                .build();
    }

    @ServerExceptionMapper
    Response unexpected(Throwable fault) {
        String id = UUID.randomUUID().toString();
        LOG.errorf(fault, "A request failed (%s)", id);
        return answer(Problem.of(500, "the server failed; its log tells more under this id")
                .with("id", id));
    }

    private static String sentence(int status) {
        return switch (status) {
            case 404 -> "there is nothing at this path";
            case 405 -> "this path does not know this method";
            case 406 -> "this path answers application/json only";
            case 413 -> "the body is too large";
            case 415 -> "the body must have Content-Type: application/json";
            default -> "the request cannot be answered";
        };
    }

    /** A problem as an answer. */
    static Response answer(Problem problem) {
        return Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(problem.json())
                .build();
    }
}
