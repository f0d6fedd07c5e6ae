package io.yardmaster.web.console.settings;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import io.yardmaster.engine.queues.QueueInfo;
import io.yardmaster.engine.queues.QueueTuning;
import io.yardmaster.engine.queues.Queues;
import io.yardmaster.engine.queues.UnknownQueueException;
import io.yardmaster.engine.retention.TrimPreview;
import io.yardmaster.job.queue.QueueMode;
import io.yardmaster.job.queue.QueueSettings;
import io.yardmaster.job.queue.Routes;
import io.yardmaster.web.console.act.Answer;
import io.yardmaster.web.console.act.Toast;
import io.yardmaster.web.console.frame.Frame;
import io.yardmaster.web.console.frame.Frames;
import io.yardmaster.web.console.frame.StoreAwayPage;
import io.yardmaster.web.console.words.Words;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jboss.resteasy.reactive.RestForm;

/** What is set of the cluster and of one queue, and the forms that change it while everything runs. */
@Path("/settings")
@Blocking
public class SettingsPage {
    private static final int LONGEST_ROUTES = 100_000;

    private final QueueTuning tuning;
    private final Queues queues;
    private final TrimPreview trims;
    private final StoreAwayPage away;
    private final Frames frames;

    SettingsPage(QueueTuning tuning, Queues queues, TrimPreview trims, StoreAwayPage away, Frames frames) {
        this.tuning = tuning;
        this.queues = queues;
        this.trims = trims;
        this.away = away;
        this.frames = frames;
    }

    @CheckedTemplate(basePath = "settings")
    static class Templates {
        static native TemplateInstance settings(Frame frame, Boolean strict, SettingsForm form);

        /** @param effects null while nobody asked what saving would do */
        static native TemplateInstance queue(Frame frame, String name, SettingsForm form, Effects effects);

        static native TemplateInstance noQueue(Frame frame, String name);
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    public TemplateInstance show() {
        return page(new SettingsForm(Map.of("routes", tuning.routes().text())));
    }

    private TemplateInstance page(SettingsForm form) {
        return Templates.settings(frames.of("Settings", "/settings"), tuning.mode() == QueueMode.STRICT, form);
    }

    /** Shares slots by weight or in order from now on. */
    @POST
    @Path("/mode")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response share(RoutingContext context, @RestForm String mode, @RestForm String back) {
        return Answer.to(
                context,
                back,
                "/settings",
                "Not changed",
                () -> QueueMode.of(mode)
                        .map(wanted -> {
                            tuning.share(wanted);
                            return Toast.of(
                                    "Slots are shared " + words(wanted) + ".", "Every node follows within a second.");
                        })
                        .orElseGet(() -> Toast.of("Not changed:", "there is no such way to share slots.")));
    }

    private static String words(QueueMode mode) {
        return mode == QueueMode.WEIGHTED ? "by weight" : "in strict order";
    }

    /** Sets all routes; a wrong line shows the form again. */
    @POST
    @Path("/routes")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response route(RoutingContext context, @RestForm String routes) {
        String text = routes == null || routes.length() > LONGEST_ROUTES ? "" : routes;
        SettingsForm form = new SettingsForm(Map.of("routes", text));
        Routes wanted = form.routes();
        if (routes == null || routes.length() > LONGEST_ROUTES) {
            form.wrong().put("routes", "Missing, or too long.");
        }
        if (!form.wrong().isEmpty()) {
            return Response.status(422).entity(page(form)).build();
        }
        return Answer.to(context, null, "/settings", "Not changed", () -> {
            tuning.route(wanted);
            String said = "Jobs follow " + Words.count(wanted.routes().size(), "route") + ".";
            return Toast.of(said, "Those that wait stay where they are.");
        });
    }

    /** The settings of a queue. */
    @GET
    @Path("/queues/{name}")
    @Produces(MediaType.TEXT_HTML)
    public Response queue(@PathParam("name") String name) {
        try {
            QueueInfo queue = queues.one(UnknownQueueException.named(name));
            return Response.ok(page(name, QueueFields.of(queue.settings()), null))
                    .build();
        } catch (UnknownQueueException gone) {
            return Response.status(404)
                    .entity(Templates.noQueue(frames.of("No such queue", ""), name))
                    .build();
        }
    }

    private TemplateInstance page(String name, SettingsForm form, Effects effects) {
        return Templates.queue(frames.of("Settings of " + name, name), name, form, effects);
    }

    /**
     * Changes them; what is wrong shows the form again. Where jobs would be removed, the form comes again with what would
     * happen, unless that was seen.
     */
    @POST
    @Path("/queues/{name}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response change(RoutingContext context, @PathParam("name") String name, MultivaluedMap<String, String> all) {
        Map<String, String> values = new HashMap<>();
        QueueFields.NAMES.forEach(field -> values.put(field, Objects.requireNonNullElse(all.getFirst(field), "")));
        SettingsForm form = new SettingsForm(values);
        QueueSettings wanted = QueueFields.settings(form);
        if (!form.wrong().isEmpty()) {
            return Response.status(422).entity(page(name, form, null)).build();
        }
        Response shown = away.answerUnless("Settings", name, () -> preview(name, form, wanted, all));
        if (shown != null) {
            return shown;
        }
        return Answer.to(context, null, "/queues/" + name, "Not changed", () -> {
            queues.one(UnknownQueueException.named(name));
            tuning.change(name, before -> wanted);
            return Toast.of("Changed what is set of " + name + ".", "Every node follows within a second.");
        });
    }

    /** The form with what saving would do; null where nobody asked, and no job would be removed or that was seen. */
    private Response preview(String name, SettingsForm form, QueueSettings wanted, MultivaluedMap<String, String> all) {
        try {
            QueueInfo now = queues.one(UnknownQueueException.named(name));
            TrimPreview.Effect trimmed = trims.of(name, wanted.retention());
            Effects effects = Effects.of(now, wanted, trimmed);
            boolean known = !trimmed.removes() || effects.mark().equals(all.getFirst("seen"));
            return known && !all.containsKey("preview")
                    ? null
                    : Response.ok(page(name, form, effects)).build();
        } catch (UnknownQueueException gone) {
            return null;
        }
    }
}
