package io.yardmaster.web.console.enqueue;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.ext.web.RoutingContext;
import io.yardmaster.engine.handler.HandlerInfo;
import io.yardmaster.engine.handler.HandlerRegistry;
import io.yardmaster.engine.jobs.Enqueued;
import io.yardmaster.engine.jobs.Enqueuer;
import io.yardmaster.engine.queues.Routing;
import io.yardmaster.insight.health.QueueSnapshot;
import io.yardmaster.job.NewJob;
import io.yardmaster.job.Work;
import io.yardmaster.job.text.Name;
import io.yardmaster.job.text.Text;
import io.yardmaster.store.redis.StoreAwayException;
import io.yardmaster.web.console.act.Answer;
import io.yardmaster.web.console.act.Toast;
import io.yardmaster.web.console.frame.Frame;
import io.yardmaster.web.console.frame.Frames;
import io.yardmaster.web.console.frame.Links;
import io.yardmaster.web.console.live.Lookout;
import io.yardmaster.web.console.words.Words;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.resteasy.reactive.RestQuery;

/** Can I run one now? */
@Path("/enqueue")
@Produces(MediaType.TEXT_HTML)
public class EnqueuePage {
    private static final int LONGEST = 200_000;

    /** Names that are offered; any other can be typed. */
    private static final int MOST_QUEUES = 200;

    private static final String UNKNOWN = "unknown";
    private static final String EXIT = "demo.exit";

    private final Enqueuer enqueuer;
    private final HandlerRegistry handlers;
    private final Lookout lookout;
    private final Frames frames;

    EnqueuePage(Enqueuer enqueuer, HandlerRegistry handlers, Lookout lookout, Frames frames) {
        this.enqueuer = enqueuer;
        this.handlers = handlers;
        this.lookout = lookout;
        this.frames = frames;
    }

    @CheckedTemplate(basePath = "enqueue")
    static class Templates {
        static native TemplateInstance enqueue(Frame frame, View view);
    }

    /**
     * The form.
     *
     * @param values what is in the fields, by name
     * @param wrong a sentence a wrong field, by name
     * @param problem a sentence about the whole; empty when there is none
     * @param types that this node knows
     * @param queues that exist
     */
    public record View(
            Map<String, String> values,
            Map<String, String> wrong,
            String problem,
            List<HandlerInfo> types,
            List<String> queues) {
        /** The type in the form; null when this node does not know it. */
        public HandlerInfo chosen() {
            return types.stream()
                    .filter(info -> info.type().equals(value("type")))
                    .findFirst()
                    .orElse(null);
        }

        /** What the payload of the type in the form may hold; empty when anything. */
        public List<PayloadField> fields() {
            return chosen() == null ? List.of() : PayloadField.of(chosen().schema());
        }

        /** The largest payload in bytes, in words. */
        public String mostPayload() {
            return Words.number(Work.largestPayload());
        }

        /** What is in a field; empty when nothing is. */
        public String value(String field) {
            return values.getOrDefault(field, "");
        }

        /** True for the first field that is wrong: it has the focus. */
        public boolean isFirstWrong(String field) {
            return EnqueueForm.FIELDS.stream()
                    .filter(wrong::containsKey)
                    .findFirst()
                    .filter(field::equals)
                    .isPresent();
        }

        /** What is wrong with a field; null when nothing is. */
        public String fault(String field) {
            return wrong.get(field);
        }
    }

    /** The form, with the example of a type and with a queue when they are named. */
    @GET
    public TemplateInstance form(@RestQuery String type, @RestQuery String queue) {
        Map<String, String> values = new HashMap<>(Map.of("priority", "10"));
        values.put("queue", Name.isName(queue) ? queue : Routing.DEFAULT_QUEUE);
        values.put("asked", Name.isName(queue) ? queue : "");
        handlers.all().stream()
                .filter(info -> info.type().equals(type))
                .findFirst()
                .ifPresent(info -> {
                    values.put("type", info.type());
                    values.put("payload", PrettyJson.of(info.example()));
                    if (!Name.isName(queue)) {
                        values.put("queue", enqueuer.queueOf(info.type()));
                    }
                });
        return page(values, Map.of(), "");
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response enqueue(RoutingContext context, MultivaluedMap<String, String> typed) {
        Map<String, String> values = new HashMap<>();
        EnqueueForm.FIELDS.forEach(field -> values.put(field, Text.cut(text(typed.getFirst(field)), LONGEST)));
        EnqueueForm form = new EnqueueForm(values);
        NewJob job = form.job();
        boolean allowed = "on".equals(typed.getFirst(UNKNOWN));
        KnownTypes known = known();
        if (job != null && !allowed && !known.has(job.type())) {
            values.put(UNKNOWN, "ask");
            return Response.status(422)
                    .entity(page(values, Map.of("type", unknown(job.type(), known)), ""))
                    .build();
        }
        if (job == null) {
            return Response.status(422).entity(page(values, form.wrong(), "")).build();
        }
        try {
            Enqueued made = enqueuer.enqueue(job);
            lookout.refresh();
            return Answer.seeOther(
                    context,
                    Links.job(made.job().id(), made.job().queue()),
                    Toast.of("Enqueued:", "it is " + made.state().word() + "."));
        } catch (StoreAwayException away) {
            String problem = "The store is away. Whether the job was taken is not known: look, then try again.";
            return Response.status(503).entity(page(values, Map.of(), problem)).build();
        }
    }

    private static String unknown(String type, KnownTypes known) {
        String nearest =
                known.nearest(type).map(name -> " Did you mean " + name + "?").orElse("");
        return "No live worker knows the type " + type + "." + nearest;
    }

    /** Types of this node and of every node that runs. */
    private KnownTypes known() {
        Set<String> names = new TreeSet<>();
        handlers.all().forEach(info -> names.add(info.type()));
        lookout.scene().nodes().stream()
                .filter(node -> node.state().equals("running"))
                .forEach(node -> names.addAll(node.types()));
        return new KnownTypes(names);
    }

    /** By name, and those that stop the server last. */
    private static List<HandlerInfo> inOrder(List<HandlerInfo> types) {
        return types.stream()
                .sorted(Comparator.comparing((HandlerInfo info) -> info.type().equals(EXIT)))
                .toList();
    }

    private TemplateInstance page(Map<String, String> values, Map<String, String> wrong, String problem) {
        List<String> queues = lookout.scene().inOrder().stream()
                .map(QueueSnapshot::name)
                .limit(MOST_QUEUES)
                .toList();
        return Templates.enqueue(
                frames.of("Enqueue", "/enqueue"), new View(values, wrong, problem, inOrder(handlers.all()), queues));
    }

    private static String text(String nullable) {
        return nullable == null ? "" : nullable;
    }
}
