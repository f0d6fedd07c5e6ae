package io.yardmaster.web.console.alerts;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.ext.web.RoutingContext;
import io.yardmaster.insight.alert.AlertException;
import io.yardmaster.insight.alert.AlertMetric;
import io.yardmaster.insight.alert.AlertRule;
import io.yardmaster.insight.alert.AlertRules;
import io.yardmaster.insight.alert.AlertRules.Ruled;
import io.yardmaster.insight.alert.RulePreview;
import io.yardmaster.job.text.Text;
import io.yardmaster.web.console.act.Answer;
import io.yardmaster.web.console.act.Toast;
import io.yardmaster.web.console.alerts.AlertsPage.Around;
import io.yardmaster.web.console.chart.LimitPlot;
import io.yardmaster.web.console.chart.Plot;
import io.yardmaster.web.console.frame.AlarmLines;
import io.yardmaster.web.console.frame.Frame;
import io.yardmaster.web.console.frame.Frames;
import io.yardmaster.web.console.words.Words;
import io.yardmaster.web.console.words.Zone;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One alert rule: its form, with what it would have found in the last day; also the form of a new one. */
@Path("/alerts")
@Produces(MediaType.TEXT_HTML)
public class RulePage {
    private static final Map<String, String> FIRST = Map.of(
            "metric",
            "error_rate",
            "op",
            ">",
            "threshold",
            "0.1",
            "window",
            "300",
            "hold",
            "0",
            "samples",
            "10",
            "severity",
            "warning",
            "enabled",
            "on");
    private static final int LONGEST_VALUE = 2_000;

    private final AlertRules rules;
    private final RulePreview preview;
    private final Frames frames;
    private final Around around;

    RulePage(AlertRules rules, RulePreview preview, Frames frames, Around around) {
        this.rules = rules;
        this.preview = preview;
        this.frames = frames;
        this.around = around;
    }

    @CheckedTemplate(basePath = "alerts")
    static class Templates {
        static native TemplateInstance rule(Frame frame, Sheet sheet);
    }

    /**
     * The page.
     *
     * @param name of the rule; empty for a new one
     * @param wrong a sentence a wrong field
     * @param plot what it would have found; null where something is wrong
     * @param found the same in words
     * @param silent until when it tells nobody; null
     */
    public record Sheet(
            String name,
            Map<String, String> values,
            Map<String, String> wrong,
            Plot plot,
            String found,
            Zone.Moment silent) {
        public String value(String field) {
            return values.getOrDefault(field, "");
        }

        /** Null when nothing is wrong with the field. */
        public String fault(String field) {
            return wrong.get(field);
        }

        /** Where the form goes. */
        public String action() {
            return name.isEmpty() ? "/alerts/new-rule" : "/alerts/rules/" + name;
        }

        public List<Choice> metrics() {
            return Stream.of(AlertMetric.values())
                    .map(metric -> new Choice(metric.word(), AlarmLines.title(metric)))
                    .toList();
        }
    }

    /** One of a list. */
    public record Choice(String word, String title) {}

    @GET
    @Path("/new-rule")
    public Response create() {
        return around.away().answerUnless("New rule", AlertsPage.PATH, () -> page("", FIRST, false));
    }

    @GET
    @Path("/rules/{name}")
    public Response one(RoutingContext context, @PathParam("name") String name) {
        return around.away().answerUnless(name, AlertsPage.PATH, () -> {
            try {
                return page(name, RuleForm.values(rules.one(Text.cut(name, 128)).rule()), false);
            } catch (AlertException gone) {
                return gone(context);
            }
        });
    }

    @POST
    @Path("/new-rule")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response create(RoutingContext context, MultivaluedMap<String, String> typed) {
        return around.away().answerUnless("New rule", AlertsPage.PATH, () -> save(context, "", typed));
    }

    @POST
    @Path("/rules/{name}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response edit(RoutingContext context, @PathParam("name") String name, MultivaluedMap<String, String> typed) {
        return around.away().answerUnless(name, AlertsPage.PATH, () -> save(context, name, typed));
    }

    @POST
    @Path("/rules/{name}/delete")
    public Response delete(RoutingContext context, @PathParam("name") String name) {
        return Answer.to(context, AlertsPage.PATH, AlertsPage.PATH, "Not deleted", () -> {
            try {
                rules.delete(Text.cut(name, 128));
                return Toast.of("Deleted the rule " + name + ".", "Its alerts end.");
            } catch (AlertException gone) {
                return Toast.of("Not deleted:", "there is no such rule.");
            }
        });
    }

    private Response save(RoutingContext context, String name, MultivaluedMap<String, String> typed) {
        Map<String, String> values = new LinkedHashMap<>();
        typed.forEach((field, all) -> values.put(field, Text.cut(all.getFirst(), LONGEST_VALUE)));
        if (!name.isEmpty()) {
            values.put("name", name);
        }
        RuleForm form = new RuleForm(values);
        AlertRule rule = values.containsKey("preview") ? null : form.rule();
        if (rule == null) {
            return page(name, values, true);
        }
        try {
            boolean made = rules.put(rule);
            Toast toast = Toast.of((made ? "Made" : "Saved") + " the rule " + rule.name() + ".", "");
            return Answer.seeOther(context, "/alerts/rules/" + rule.name(), toast);
        } catch (AlertException refused) {
            return Answer.seeOther(context, AlertsPage.PATH, Toast.of("Not saved:", refused.getMessage() + "."));
        }
    }

    /** @param shown true = what is wrong is said, not only found */
    private Response page(String name, Map<String, String> values, boolean shown) {
        Map<String, String> asked = new LinkedHashMap<>(values);
        asked.putIfAbsent("name", "new");
        RuleForm form = new RuleForm(asked);
        AlertRule rule = form.rule();
        Zone zone = around.viewer().zone();
        Sheet sheet = rule == null
                ? new Sheet(name, values, shown ? form.wrong() : Map.of(), null, "", silent(name))
                : found(name, values, rule, zone);
        boolean refused = shown && rule == null && !values.containsKey("preview");
        String title = name.isEmpty() ? "New rule" : name;
        return Response.status(refused ? 422 : 200)
                .entity(Templates.rule(frames.of(title, AlertsPage.PATH), sheet))
                .build();
    }

    private Sheet found(String name, Map<String, String> values, AlertRule rule, Zone zone) {
        RulePreview.Findings findings = preview.of(rule);
        List<RulePreview.Look> looks = findings.points();
        Plot plot = LimitPlot.of(
                new LimitPlot.Looks(
                        looks.stream().map(RulePreview.Look::at).toList(),
                        looks.stream().map(RulePreview.Look::value).toList()),
                rule.limit().threshold(),
                findings.wouldFire().stream().map(RulePreview.Fired::from).toList(),
                value -> AlarmLines.value(rule.scope().metric(), value),
                zone);
        int times = findings.wouldFire().size();
        String found = findings.note() == null || times > 0
                ? times == 0
                        ? "It would not have fired in the last day."
                        : "In the last day it would have fired " + Words.count(times, "time") + "."
                : Words.capital(findings.note()) + ".";
        return new Sheet(name, values, Map.of(), plot, found, silent(name));
    }

    private Zone.Moment silent(String name) {
        if (name.isEmpty()) {
            return null;
        }
        long now = around.clock().millis();
        try {
            Ruled ruled = rules.one(name);
            return ruled.isSilent(now) ? around.viewer().zone().moment(ruled.silentUntil(), now) : null;
        } catch (AlertException gone) {
            return null;
        }
    }

    private static Response gone(RoutingContext context) {
        return Answer.seeOther(context, AlertsPage.PATH, Toast.of("That rule is gone.", "These are there."));
    }
}
