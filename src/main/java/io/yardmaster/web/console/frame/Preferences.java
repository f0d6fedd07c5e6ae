package io.yardmaster.web.console.frame;

import io.yardmaster.web.access.login.LocalPath;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

/** How a viewer likes to read, kept in their browser. */
@Path("/preferences")
public class Preferences {
    private static final int A_YEAR = 31_536_000;
    private static final List<String> THEMES = List.of("system", "light", "dark");
    private static final List<String> TIMES = List.of("own", "utc");

    /** Keeps the colours or the zone, whichever is named, and goes back to the page. Unknown words change nothing. */
    @POST
    public Response keep(
            @FormParam("theme") @DefaultValue("") String theme,
            @FormParam("times") @DefaultValue("") String times,
            @FormParam("back") String back) {
        Response.ResponseBuilder answer = Response.seeOther(
                URI.create(LocalPath.of(back).filter(Preferences::isUri).orElse("/")));
        if (THEMES.contains(theme)) {
            answer.cookie(cookie(Viewer.THEME, theme));
        }
        if (TIMES.contains(times)) {
            answer.cookie(cookie(Viewer.TIMES, times));
        }
        return answer.build();
    }

    private static boolean isUri(String path) {
        try {
            new URI(path);
            return true;
        } catch (URISyntaxException unreadable) {
            return false;
        }
    }

    private static NewCookie cookie(String name, String value) {
        return new NewCookie.Builder(name)
                .value(value)
                .path("/")
                .maxAge(A_YEAR)
                .sameSite(NewCookie.SameSite.LAX)
                .httpOnly(true)
                .build();
    }
}
