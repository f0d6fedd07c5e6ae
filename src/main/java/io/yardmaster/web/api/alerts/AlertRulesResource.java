package io.yardmaster.web.api.alerts;

import io.yardmaster.insight.alert.AlertRule;
import io.yardmaster.insight.alert.AlertRules;
import io.yardmaster.insight.alert.AlertRules.Ruled;
import io.yardmaster.insight.alert.RulePreview;
import io.yardmaster.job.text.Name;
import io.yardmaster.job.text.Text;
import io.yardmaster.store.QueueStore;
import io.yardmaster.web.api.request.At;
import io.yardmaster.web.api.request.Body;
import io.yardmaster.web.api.request.Fields;
import io.yardmaster.web.api.request.Items;
import io.yardmaster.web.api.request.Query;
import io.yardmaster.web.problem.BadInputException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.InstantSource;
import java.util.Set;

/** Makes, looks at and steers alert rules. */
@Path("/api/v1/alert-rules")
@Produces(MediaType.APPLICATION_JSON)
public class AlertRulesResource {
    private final AlertRules rules;
    private final QueueStore queues;
    private final RulePreview preview;
    private final InstantSource clock;

    AlertRulesResource(AlertRules rules, QueueStore queues, RulePreview preview, InstantSource clock) {
        this.rules = rules;
        this.queues = queues;
        this.preview = preview;
        this.clock = clock;
    }

    @GET
    public Items<AlertRuleJson> list(@Context UriInfo uri) {
        Query query = Query.of(uri, "limit", "cursor");
        Set<String> known = Set.copyOf(queues.names());
        Items<Ruled> page = Items.of(rules.all(), ruled -> ruled.rule().name(), query);
        return new Items<>(
                page.items().stream().map(ruled -> json(ruled, known)).toList(), page.nextCursor());
    }

    @PUT
    @Path("/{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response put(@PathParam("name") String name, @Context UriInfo uri, Body body) {
        Query.none(uri);
        if (!Name.isName(name)) {
            throw new BadInputException(
                    "/name", "must be 1 to 128 characters of A-Z a-z 0-9 . _ - and begin with a letter or digit");
        }
        boolean created = rules.put(AlertRuleReader.of(name, body));
        AlertRuleJson answer = json(rules.one(name));
        return created
                ? Response.created(URI.create("/api/v1/alert-rules/" + name))
                        .entity(answer)
                        .build()
                : Response.ok(answer).build();
    }

    @GET
    @Path("/{name}")
    public AlertRuleJson one(@PathParam("name") String name, @Context UriInfo uri) {
        Query.none(uri);
        return json(rules.one(Text.cut(name, Name.LONGEST)));
    }

    @DELETE
    @Path("/{name}")
    public void delete(@PathParam("name") String name, @Context UriInfo uri) {
        Query.none(uri);
        rules.delete(Text.cut(name, Name.LONGEST));
    }

    @POST
    @Path("/preview")
    @Consumes(MediaType.APPLICATION_JSON)
    public PreviewJson preview(@Context UriInfo uri, Body body) {
        Query.none(uri);
        return PreviewJson.of(preview.of(AlertRuleReader.of("preview", body)));
    }

    @POST
    @Path("/{name}/silence")
    @Consumes(MediaType.APPLICATION_JSON)
    public AlertRuleJson silence(@PathParam("name") String name, @Context UriInfo uri, Body body) {
        Query.none(uri);
        return json(rules.silence(Text.cut(name, Name.LONGEST), Silence.of(body, clock.millis())));
    }

    private AlertRuleJson json(Ruled ruled) {
        return json(ruled, Set.copyOf(queues.names()));
    }

    private AlertRuleJson json(Ruled ruled, Set<String> known) {
        AlertRule rule = ruled.rule();
        String queue = rule.scope().queue();
        boolean missing = !queue.equals(AlertRule.ANY_QUEUE) && !known.contains(queue);
        String note = missing ? "there is no queue " + queue + " yet: the rule has no data until there is" : null;
        return AlertRuleJson.of(ruled, clock.millis(), note);
    }

    /** Reads until when a rule is to be silent. */
    private static final class Silence {
        private boolean said;
        private Long until;

        /** Epoch milliseconds; null = no longer silent. */
        static Long of(Body body, long now) {
            Silence silence = new Silence();
            Fields.read(body, Set.of("until"), Set.of(), (name, in) -> {
                silence.said = true;
                if (!in.isNull()) {
                    silence.until = At.read(in);
                    if (silence.until != null && silence.until <= now) {
                        in.note("", "must be in the future, or null to end the silence");
                    }
                }
            });
            if (!silence.said) {
                throw new BadInputException("/until", "is required: an instant, or null to end the silence");
            }
            return silence.until;
        }
    }
}
