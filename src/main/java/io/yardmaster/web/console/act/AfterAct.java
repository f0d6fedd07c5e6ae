package io.yardmaster.web.console.act;

import io.vertx.ext.web.RoutingContext;
import io.yardmaster.web.console.live.Lookout;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** The page that follows an act is read anew: another node may have carried the act out. */
public class AfterAct {
    private final Lookout lookout;

    AfterAct(Lookout lookout) {
        this.lookout = lookout;
    }

    @ServerRequestFilter
    public void lookAgain(RoutingContext context) {
        if (context.request().getCookie(Toast.COOKIE) != null) {
            lookout.refresh();
        }
    }
}
