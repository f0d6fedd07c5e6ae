package io.yardmaster.web.problem;

import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Stands before the framework's own answer for a path that nothing is at. */
@Provider
public class NothingThere implements ExceptionMapper<NotFoundException> {
    private final Refusals refusals;

    NothingThere(Refusals refusals) {
        this.refusals = refusals;
    }

    @Override
    public Response toResponse(NotFoundException nothing) {
        return refusals.toResponse(nothing);
    }
}
