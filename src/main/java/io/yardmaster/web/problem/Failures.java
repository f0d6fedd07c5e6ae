package io.yardmaster.web.problem;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** Puts a problem as the one who asks can read it: a document for programs, a page for people. */
@Singleton
class Failures {
    @CheckedTemplate(basePath = "problem")
    static class Templates {
        static native TemplateInstance failure(String title, String detail);
    }

    @Context
    UriInfo uri;

    @Context
    HttpHeaders headers;

    /** The problem as the entity of an answer that may carry headers already. */
    Response put(Response.ResponseBuilder answer, Problem problem) {
        boolean program = uri.getPath().startsWith("/api/");
        if (program || !readsPages()) {
            return answer.type(Problem.MEDIA_TYPE).entity(problem.json()).build();
        }
        String page = Templates.failure(problem.title(), problem.detail()).render();
        return answer.type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                .entity(page)
                .build();
    }

    private boolean readsPages() {
        try {
            return headers.getAcceptableMediaTypes().stream().anyMatch(MediaType.TEXT_HTML_TYPE::equals);
        } catch (IllegalArgumentException noMediaType) {
            return false; // its Accept header may be what the problem is about
        }
    }
}
