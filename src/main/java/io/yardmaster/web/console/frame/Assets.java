package io.yardmaster.web.console.frame;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.zip.CRC32;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The addresses of what never changes under its address: a new content has a new one, so browsers may keep it. */
@Singleton
public class Assets {
    private static final String ROOT = "META-INF/resources";

    private final Urls links;

    /**
     * Addresses, with a sum of the content.
     *
     * @param style the style sheet
     * @param script our own: the zone and the live stream
     * @param keys our own: keys and acts
     * @param charts our own: the crosshair
     * @param icon of the tab
     * @param alarm the same while something is wrong
     * @param version of the server
     */
    public record Urls(
            String style, String script, String keys, String charts, String icon, String alarm, String version) {}

    Assets(@ConfigProperty(name = "quarkus.application.version") String version) {
        links = new Urls(
                address("/assets/console.css"),
                address("/assets/console.js"),
                address("/assets/keys.js"),
                address("/assets/charts.js"),
                address("/assets/icon.svg"),
                address("/assets/icon-alarm.svg"),
                version);
    }

    public Urls links() {
        return links;
    }

    private static String address(String path) {
        try (InputStream in = Thread.currentThread().getContextClassLoader().getResourceAsStream(ROOT + path)) {
            CRC32 sum = new CRC32();
            sum.update(in.readAllBytes());
            return path + "?v=" + HexFormat.of().toHexDigits((int) sum.getValue());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
