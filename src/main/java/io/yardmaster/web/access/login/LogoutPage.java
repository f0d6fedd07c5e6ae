package io.yardmaster.web.access.login;

import io.vertx.ext.web.RoutingContext;
import io.yardmaster.web.access.session.SessionCookies;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The way out: ends the session on every node, not only its cookie. */
@Path("/logout")
public class LogoutPage {
    private final SessionCookies cookies;

    LogoutPage(SessionCookies cookies) {
        this.cookies = cookies;
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response signOut(RoutingContext context) {
        cookies.end(context);
        return SessionCookies.seeOther("/login");
    }

    /** Ends all sessions of the user, in every browser. */
    @POST
    @Path("/everywhere")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response signOutEverywhere(RoutingContext context) {
        cookies.endAll(context);
        return SessionCookies.seeOther("/login");
    }
}
