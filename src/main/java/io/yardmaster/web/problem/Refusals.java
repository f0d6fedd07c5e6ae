package io.yardmaster.web.problem;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** What is answered when the framework refuses a call: no such path, method or type of content. */
@Provider
public class Refusals implements ExceptionMapper<WebApplicationException> {
    private final Failures failures;
    private final AllowedMethods allowed;

    @Context
    UriInfo uri;

    Refusals(Failures failures, AllowedMethods allowed) {
        this.failures = failures;
        this.allowed = allowed;
    }

    @Override
    public Response toResponse(WebApplicationException refused) {
        Response original = refused.getResponse();
        int status = original.getStatus();
        if (status < 400 || original.hasEntity()) {
            return original;
        }
        Response.ResponseBuilder answer = Response.fromResponse(original);
        if (status == 405) {
            answer.header("Allow", allowed.of(uri.getPath()));
        }
        return failures.put(answer, Problem.of(status, sentence(status)));
    }

    private static String sentence(int status) {
        return switch (status) {
            case 404 -> "there is nothing at this path";
            case 405 -> "this path does not know this method";
            case 406 -> "this path answers in another type than the Accept header asks for";
            case 413 -> "the body is too large";
            case 415 -> new NotJsonException().getMessage();
            default -> "the request cannot be answered";
        };
    }
}
