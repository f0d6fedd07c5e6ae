package io.yardmaster.web.access.login;

import io.yardmaster.engine.node.StartBanner;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Prints a sign-in link at the start, so that nobody has to copy a password. */
@Singleton
public class SignInLinkLine {
    private final SignInLinks links;

    SignInLinkLine(SignInLinks links) {
        this.links = links;
    }

    void say(@Observes StartBanner banner) {
        banner.say("Sign in once, within 10 minutes: " + banner.address() + links.create());
    }
}
