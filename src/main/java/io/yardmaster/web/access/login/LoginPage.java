package io.yardmaster.web.access.login;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.ext.web.RoutingContext;
import io.yardmaster.job.Role;
import io.yardmaster.store.redis.StoreAwayException;
import io.yardmaster.web.access.Credentials;
import io.yardmaster.web.access.client.Clients;
import io.yardmaster.web.access.client.LoginThrottle;
import io.yardmaster.web.access.session.Caller;
import io.yardmaster.web.access.session.SessionCookies;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.RestQuery;

/** The way in: by name and password, or by the link that the server printed at its start. */
@Path("/login")
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class LoginPage {
    private static final String WRONG = "That name and password do not open this door.";
    private static final String TOO_OFTEN = "Too many tries. Wait a minute and try again.";
    private static final String AWAY = "The store is away, so nobody can sign in now. Try again in a moment.";

    private final Credentials credentials;
    private final LoginThrottle throttle;
    private final Clients clients;
    private final SignInLinks links;
    private final SessionCookies cookies;

    LoginPage(
            Credentials credentials,
            LoginThrottle throttle,
            Clients clients,
            SignInLinks links,
            SessionCookies cookies) {
        this.credentials = credentials;
        this.throttle = throttle;
        this.clients = clients;
        this.links = links;
        this.cookies = cookies;
    }

    @CheckedTemplate(basePath = "login")
    static class Templates {
        /** @param next where to go then; a path of this server @param wrong a sentence; empty at first */
        static native TemplateInstance login(String next, String user, String wrong);

        /** @param open false for a link that is spent, too old or was never made */
        static native TemplateInstance link(boolean open);
    }

    @GET
    public TemplateInstance form(@RestQuery String next) {
        return Templates.login(LocalPath.of(next).orElse("/"), "", "");
    }

    @POST
    public Response signIn(
            @FormParam("user") @DefaultValue("") String user,
            @FormParam("password") @DefaultValue("") String password,
            @FormParam("next") String next,
            RoutingContext context) {
        String to = LocalPath.of(next).orElse("/");
        String network = clients.network(context.request());
        if (!throttle.isKnown(network, password) && !throttle.take(network)) {
            return again(429, to, user, TOO_OFTEN);
        }
        boolean right = credentials.isAdminPassword(password); // asked for every name: no answer is faster
        if (!right || !user.equals(Caller.ADMIN)) {
            return again(401, to, user, WRONG);
        }
        if (!throttle.isKnown(network, password)) {
            throttle.wasRight(network, password);
        }
        return enter(to, user, context);
    }

    @GET
    @Path("/link/{word}")
    public Response link(@PathParam("word") String word) {
        boolean open = links.isOpen(word);
        return Response.status(open ? 200 : 410).entity(Templates.link(open)).build();
    }

    @POST
    @Path("/link/{word}")
    public Response spend(@PathParam("word") String word, RoutingContext context) {
        return links.spend(word)
                ? enter("/", Caller.ADMIN, context)
                : Response.status(410).entity(Templates.link(false)).build();
    }

    private Response enter(String to, String user, RoutingContext context) {
        try {
            cookies.begin(new Caller(Caller.ADMIN, Role.ADMIN), context);
            return SessionCookies.seeOther(to);
        } catch (StoreAwayException away) {
            return again(503, to, user, AWAY);
        }
    }

    private static Response again(int status, String next, String user, String wrong) {
        String shown = user.length() > 128 ? "" : user;
        Response.ResponseBuilder answer = Response.status(status);
        if (status == 429) {
            answer.header("Retry-After", LoginThrottle.RETRY_AFTER_SECONDS);
        }
        return answer.entity(Templates.login(next, shown, wrong)).build();
    }
}
