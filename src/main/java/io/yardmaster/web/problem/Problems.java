package io.yardmaster.web.problem;

import io.yardmaster.engine.bulk.Selection.TooWideException;
import io.yardmaster.engine.jobs.AmbiguousJobException;
import io.yardmaster.engine.jobs.NotPossibleException;
import io.yardmaster.engine.jobs.UnknownJobException;
import io.yardmaster.engine.node.Nodes.UnknownNodeException;
import io.yardmaster.engine.queues.QueueFullException;
import io.yardmaster.engine.queues.QueueNotEmptyException;
import io.yardmaster.engine.queues.UnknownKeyException;
import io.yardmaster.engine.queues.UnknownQueueException;
import io.yardmaster.engine.schedule.NeverFiresException;
import io.yardmaster.engine.schedule.UnknownScheduleException;
import io.yardmaster.engine.webhook.TooManyWebhooksException;
import io.yardmaster.engine.webhook.UnknownWebhookException;
import io.yardmaster.engine.workflow.WorkflowException;
import io.yardmaster.insight.alert.AlertException;
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
            case WorkflowException refused ->
                answer(Problem.of(refused.is(WorkflowException.Cause.UNKNOWN) ? 404 : 409, refused.getMessage()));
            case AlertException refused -> answer(Problem.of(refused.isUnknown() ? 404 : 409, refused.getMessage()));
            case UnknownWebhookException unknown -> answer(Problem.of(404, unknown.getMessage()));
            case TooManyWebhooksException full -> answer(Problem.of(409, full.getMessage()));
            case NeverFiresException never -> answer(Problem.of(422, never.getMessage()));
            case TooWideException wide -> answer(Problem.of(422, wide.getMessage()));
            case UnknownKeyException unknown -> answer(Problem.of(404, unknown.getMessage()));
            case UnknownQueueException unknown -> answer(Problem.of(404, unknown.getMessage()));
            case QueueNotEmptyException held -> answer(Problem.of(409, held.getMessage()));
            case UnknownNodeException unknown -> answer(Problem.of(404, unknown.getMessage()));
            case NotPossibleException refused -> answer(notPossible(refused));
            case AmbiguousJobException several ->
                answer(Problem.of(409, several.getMessage()).with("queues", several.queues()));
            case QueueFullException full -> later(Problem.of(429, full.getMessage()));
            case TooManyException busy -> later(Problem.of(429, busy.getMessage()));
            case StoreAwayException away -> later(Problem.of(503, "the store does not answer; repeat the call"));
            case ClosedChannelException left -> Response.serverError().build(); // nobody is there to read it
            default -> unexpected(fault);
        };
    }

    private static Problem notPossible(NotPossibleException refused) {
        Problem problem = Problem.of(409, refused.getMessage());
        if (refused.state() != null) {
            problem = problem.with("state", refused.state().word());
        }
        return refused.jobId() == null ? problem : problem.with("jobId", refused.jobId());
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
