package io.yardmaster.web.console.made;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.yardmaster.web.console.frame.Frame;
import io.yardmaster.web.console.frame.Frames;
import io.yardmaster.web.console.frame.Viewer;
import io.yardmaster.web.console.words.Words;
import io.yardmaster.web.console.words.Zone;
import io.yardmaster.web.console.words.Zone.Moment;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;

/** What did the handlers of this node write? */
@Path("/made")
@Blocking
public class MadePage {
    private static final Map<String, String> TYPES =
            Map.of("jpg", "image/jpeg", "png", "image/png", "webp", "image/webp");

    private final MadeFiles files;
    private final Frames frames;
    private final Viewer viewer;
    private final InstantSource clock;

    MadePage(MadeFiles files, Frames frames, Viewer viewer, InstantSource clock) {
        this.files = files;
        this.frames = frames;
        this.viewer = viewer;
        this.clock = clock;
    }

    @CheckedTemplate(basePath = "made")
    static class Templates {
        static native TemplateInstance made(Frame frame, View view);
    }

    /** What the page shows, the newest first. */
    public record View(List<Row> letters, List<Row> pictures) {}

    /** A file in words. @param size such as 12 kB */
    public record Row(String name, String size, Moment at) {}

    @GET
    @Produces(MediaType.TEXT_HTML)
    public TemplateInstance show() {
        View view = new View(rows(files.letters()), rows(files.pictures()));
        return Templates.made(frames.of("Written files", "/system"), view);
    }

    /** A letter as it would be sent, as plain text. */
    @GET
    @Path("/outbox/{name}")
    public Response letter(@RestPath String name) {
        return answer(files.letter(name), "text/plain; charset=utf-8");
    }

    /** A picture. */
    @GET
    @Path("/pictures/{name}")
    public Response picture(@RestPath String name) {
        String type = TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
        return answer(files.picture(name), type);
    }

    private static Response answer(Optional<java.nio.file.Path> file, String type) {
        return file.filter(Files::isReadable)
                .map(found -> Response.ok(found.toFile(), type).build())
                .orElseGet(() -> Response.status(404)
                        .entity("There is no such file.")
                        .type("text/plain")
                        .build());
    }

    private List<Row> rows(List<MadeFiles.Made> made) {
        Zone zone = viewer.zone();
        return made.stream()
                .map(file -> new Row(file.name(), Words.bytes(file.bytes()), zone.moment(file.at(), clock.millis())))
                .toList();
    }
}
