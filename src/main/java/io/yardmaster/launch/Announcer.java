package io.yardmaster.launch;

import io.quarkus.vertx.http.HttpServer;
import io.yardmaster.engine.node.Settings;
import io.yardmaster.engine.node.StartBanner;
import io.yardmaster.settings.Given;
import io.yardmaster.settings.LaunchSettings;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.io.PrintStream;

/** Tells the operator, in plain lines on standard output, where the server answers and how to come in. */
@Singleton
public final class Announcer {
    private final LaunchSettings settings;
    private final Settings node;
    private final DataDirectory data;
    private final AdminPassword password;
    private final Instance<HttpServer> http;
    private final Event<StartBanner> rooms;

    Announcer(
            LaunchSettings settings,
            Settings node,
            DataDirectory data,
            AdminPassword password,
            Instance<HttpServer> http,
            Event<StartBanner> rooms) {
        this.settings = settings;
        this.node = node;
        this.data = data;
        this.password = password;
        this.http = http;
        this.rooms = rooms;
    }

    /** The server listens. */
    public void announce(PrintStream out) {
        StartBanner banner = new StartBanner(address());
        banner.say("Yardmaster answers at " + banner.address());
        if (node.roles().contains(Settings.NodeRole.WEB)) {
            banner.say(wayIn());
        }
        rooms.fire(banner);
        banner.lines().forEach(out::println);
        out.flush();
    }

    private String address() {
        int port = http.get().getPort();
        boolean local = settings.host().equals("127.0.0.1") || settings.host().equals("0.0.0.0");
        return "http://" + (local ? "localhost" : settings.host()) + ":" + port;
    }

    private String wayIn() {
        return switch (password.origin()) {
            case SET -> "Sign in as admin with the password set in " + Given.variable(LaunchSettings.PASSWORD) + ".";
            case MADE ->
                "Sign in as admin with the password " + password.text() + " (shown this once; kept in " + file() + ").";
            case KEPT -> "Sign in as admin with the password kept in " + file() + ".";
        };
    }

    private String file() {
        return data.path().resolve(AdminPassword.FILE).toString();
    }
}
