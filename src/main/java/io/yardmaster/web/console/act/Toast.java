package io.yardmaster.web.console.act;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import io.yardmaster.job.text.Text;
import io.yardmaster.web.access.login.LocalPath;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * What came of an act, said once on the page that follows. It travels in a cookie of a minute, so that any node can say
 * it; nothing in it is trusted when it comes back.
 *
 * @param said the result, at most 300 characters
 * @param rest what follows from it; empty when nothing does
 * @param label of its one button; empty for none
 * @param href of that button: a path of this server
 */
public record Toast(String said, String rest, String label, String href) {
    static final String COOKIE = "yardmaster_toast";
    private static final int LONGEST = 300;
    private static final int SECONDS = 60;

    public Toast {
        said = Text.cut(said, LONGEST);
        rest = Text.cut(rest, LONGEST);
        label = Text.cut(label, LONGEST);
        href = LocalPath.of(href).orElse("/");
    }

    public static Toast of(String said, String rest) {
        return new Toast(said, rest, "", "/");
    }

    /** Sends it along with a redirect. */
    void send(RoutingContext context) {
        String text = String.join("\n", line(said), line(rest), line(label), href);
        String value = Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        context.response().addCookie(cookie(value, SECONDS));
    }

    /** The one that came with the request, which then ends; null when none came. */
    static Toast take(RoutingContext context) {
        Cookie cookie = context.request().getCookie(COOKIE);
        if (cookie == null) {
            return null;
        }
        context.response().addCookie(cookie("", 0));
        return read(cookie.getValue());
    }

    static Toast read(String value) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(value), StandardCharsets.UTF_8);
            List<String> lines = List.of(text.split("\n", -1));
            return lines.size() == 4 ? new Toast(lines.get(0), lines.get(1), lines.get(2), lines.get(3)) : null;
        } catch (IllegalArgumentException notOurs) {
            return null;
        }
    }

    private static String line(String text) {
        return text.replace('\n', ' ');
    }

    private static Cookie cookie(String value, long seconds) {
        return Cookie.cookie(COOKIE, value)
                .setPath("/")
                .setHttpOnly(true)
                .setSameSite(CookieSameSite.LAX)
                .setMaxAge(seconds);
    }
}
