package io.yardmaster.web.console.act;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** The toast of the page that is being made, for its layout. */
@Named("toasts")
@RequestScoped
public class Toasts {
    @Inject
    RoutingContext request;

    /** Said once: null when there is none. */
    public Toast getNext() {
        return Toast.take(request);
    }
}
