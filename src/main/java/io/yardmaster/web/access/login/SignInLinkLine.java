package io.yardmaster.web.access.login;

import io.yardmaster.engine.node.Settings;
import io.yardmaster.engine.node.StartBanner;
import io.yardmaster.web.base.BasePath;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Prints a sign-in link at the start, so that nobody has to copy a password. */
@Singleton
public class SignInLinkLine {
    private final SignInLinks links;
    private final Settings settings;
    private final BasePath base;

    SignInLinkLine(SignInLinks links, Settings settings, BasePath base) {
        this.links = links;
        this.settings = settings;
        this.base = base;
    }

    void say(@Observes StartBanner banner) {
        if (settings.roles().contains(Settings.NodeRole.WEB)) {
            banner.say("Sign in once, within 10 minutes: " + banner.address() + base.before(links.create()));
        }
    }
}
