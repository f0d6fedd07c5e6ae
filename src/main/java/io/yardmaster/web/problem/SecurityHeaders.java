package io.yardmaster.web.problem;

import java.util.LinkedHashMap;
import java.util.Map;

/** The headers that tell browsers to run and show nothing but our own files, and to keep nothing that holds data. */
public final class SecurityHeaders {
    private static final String PAGES =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                    + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /** The page that browses the API is not ours and styles itself. */
    private static final String BROWSER = PAGES.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'");

    private SecurityHeaders() {}

    /** All of them for an answer to that path. @param path normalised; empty where there is none to go by */
    public static Map<String, String> of(String path) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Security-Policy", path.startsWith("/q/swagger-ui") ? BROWSER : PAGES);
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("X-Frame-Options", "DENY");
        headers.put("Referrer-Policy", "same-origin");
        headers.put("Cross-Origin-Opener-Policy", "same-origin");
        headers.put("Cross-Origin-Resource-Policy", "same-origin");
        headers.put("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
        if (!path.startsWith("/assets/") && !path.startsWith("/webjars/")) {
            headers.put("Cache-Control", "no-store");
        }
        return headers;
    }
}
