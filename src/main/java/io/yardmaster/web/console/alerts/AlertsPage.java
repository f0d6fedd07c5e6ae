package io.yardmaster.web.console.alerts;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.yardmaster.engine.webhook.Webhook;
import io.yardmaster.engine.webhook.Webhooks;
import io.yardmaster.insight.alert.Alert;
import io.yardmaster.insight.alert.Alert.State;
import io.yardmaster.insight.alert.AlertRule;
import io.yardmaster.insight.alert.AlertRules;
import io.yardmaster.insight.alert.AlertRules.Ruled;
import io.yardmaster.insight.alert.Alerts;
import io.yardmaster.insight.alert.Alerts.Shown;
import io.yardmaster.web.console.frame.AlarmLines;
import io.yardmaster.web.console.frame.Frame;
import io.yardmaster.web.console.frame.FrameParts;
import io.yardmaster.web.console.frame.Frames;
import io.yardmaster.web.console.frame.StoreAwayPage;
import io.yardmaster.web.console.frame.Viewer;
import io.yardmaster.web.console.live.LivePage;
import io.yardmaster.web.console.live.Lookout;
import io.yardmaster.web.console.words.Words;
import io.yardmaster.web.console.words.Zone;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestQuery;

/** What fired, who was told? */
@Path("/alerts")
@Produces(MediaType.TEXT_HTML)
public class AlertsPage implements LivePage {
    static final String PATH = "/alerts";
    private static final int MOST_OPEN = 100;
    private static final int MOST_PAST = 30;

    private final Alerts alerts;
    private final AlertRules rules;
    private final Webhooks webhooks;
    private final Frames frames;
    private final Around around;

    AlertsPage(Alerts alerts, AlertRules rules, Webhooks webhooks, Frames frames, Around around) {
        this.alerts = alerts;
        this.rules = rules;
        this.webhooks = webhooks;
        this.frames = frames;
        this.around = around;
    }

    /** What every page needs beside its data. */
    @Singleton
    public record Around(Viewer viewer, StoreAwayPage away, Lookout lookout, InstantSource clock) {}

    @CheckedTemplate(basePath = "alerts")
    static class Templates {
        static native TemplateInstance alerts(Frame frame, View view);

        static native TemplateInstance firing(View view);

        static native TemplateInstance history(View view);
    }

    /** @param older where the alerts before these are; null when there are none */
    public record View(
            String sentence,
            List<OpenRow> open,
            List<PastRow> past,
            String older,
            List<RuleRow> rules,
            List<WebhookRow> webhooks) {}

    /** An alert that pends or fires. @param seen who acknowledged it; null when nobody did @param silent until when; null */
    public record OpenRow(Frame.Line line, String rule, boolean pending, String seen, Zone.Moment silent) {}

    /** An alert that is over. @param lasted how long it fired @param end why it ended, in words */
    public record PastRow(Frame.Line line, String rule, String lasted, String end, String seen) {}

    /** A rule. @param says what it looks for, in words @param tells whom, in words @param fires how many alerts */
    public record RuleRow(
            String name, String says, String severity, String tells, boolean enabled, Zone.Moment silent, long fires) {}

    /** A webhook. @param note why the server disabled it; empty when it did not */
    public record WebhookRow(String name, String address, String format, boolean enabled, String note) {}

    /** @param below only alerts that began before the one of this number */
    @GET
    public Response show(@RestQuery String below) {
        Long from = below != null && below.matches("[0-9]{1,18}") ? Long.valueOf(below) : null;
        return around.away.unless(
                "Alerts",
                PATH,
                () -> Templates.alerts(
                        frames.of("Alerts", PATH, "/live/alerts" + (from == null ? "" : "?below=" + from)),
                        view(from, around.viewer.zone())));
    }

    @Override
    public String name() {
        return "alerts";
    }

    @Override
    public String key(Address address) {
        return String.valueOf(below(address));
    }

    @Override
    public Map<String, String> parts(Address address) {
        View view = view(below(address), address.zone());
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("open", Templates.firing(view).render());
        parts.put("past", Templates.history(view).render());
        return FrameParts.around(parts, around.lookout.scene(), address.zone());
    }

    private static Long below(Address address) {
        String below = address.query().apply("below");
        return below != null && below.matches("[0-9]{1,18}") ? Long.valueOf(below) : null;
    }

    private View view(Long below, Zone zone) {
        long now = around.clock.millis();
        List<Shown> firing = alerts.newest(State.FIRING, null, MOST_OPEN);
        List<Shown> open = new ArrayList<>(firing);
        open.addAll(alerts.newest(State.PENDING, null, MOST_OPEN));
        List<Shown> past = alerts.newest(State.RESOLVED, below, MOST_PAST + 1);
        List<Shown> page = past.subList(0, Math.min(past.size(), MOST_PAST));
        Map<String, Long> byRule = firing.stream()
                .collect(Collectors.groupingBy(one -> one.alert().about().rule(), Collectors.counting()));
        List<Ruled> all = rules.all();
        Map<String, Zone.Moment> silent = all.stream()
                .filter(one -> one.isSilent(now))
                .collect(Collectors.toMap(one -> one.rule().name(), one -> zone.moment(one.silentUntil(), now)));
        return new View(
                sentence(firing.size(), open.size() - firing.size()),
                open.stream().map(one -> open(one, silent, zone, now)).toList(),
                page.stream().map(one -> past(one, zone, now)).toList(),
                past.size() > MOST_PAST ? PATH + "?below=" + page.getLast().number() + "#past" : null,
                all.stream()
                        .map(one -> rule(
                                one.rule(),
                                silent,
                                byRule.getOrDefault(one.rule().name(), 0L)))
                        .toList(),
                webhooks.all().stream().map(AlertsPage::webhook).toList());
    }

    private static String sentence(int firing, int pending) {
        String fire =
                firing == 0 ? "No alert fires" : Words.count(firing, "alert") + (firing == 1 ? " fires" : " fire");
        return fire + (pending == 0 ? "." : ", " + pending + (pending == 1 ? " is" : " are") + " about to.");
    }

    private static OpenRow open(Shown shown, Map<String, Zone.Moment> silent, Zone zone, long now) {
        Alert alert = shown.alert();
        return new OpenRow(
                AlarmLines.line(alert, zone, now),
                alert.about().rule(),
                alert.state() == State.PENDING,
                seen(shown),
                silent.get(alert.about().rule()));
    }

    private static PastRow past(Shown shown, Zone zone, long now) {
        Alert alert = shown.alert();
        String end = alert.told().end() == null
                ? "resolved"
                : alert.told().end().equals("rule") ? "its rule is gone or off" : "no data any more";
        String lasted =
                Words.duration(alert.times().resolvedAt() - alert.times().firedAt());
        return new PastRow(AlarmLines.line(alert, zone, now), alert.about().rule(), lasted, end, seen(shown));
    }

    private static String seen(Shown shown) {
        if (shown.seen() == null) {
            return null;
        }
        return shown.seen().by() == null ? "somebody" : shown.seen().by();
    }

    private static RuleRow rule(AlertRule rule, Map<String, Zone.Moment> silent, long fires) {
        List<String> told = rule.telling().webhooks();
        String tells = told == null ? "every webhook" : told.isEmpty() ? "nobody" : String.join(", ", told);
        return new RuleRow(
                rule.name(),
                says(rule),
                rule.telling().severity().word(),
                tells,
                rule.enabled(),
                silent.get(rule.name()),
                fires);
    }

    /** Error rate above 10 % of each queue, over 5 m, for 10 m. */
    static String says(AlertRule rule) {
        AlertRule.Limit limit = rule.limit();
        String queue = rule.scope().queue().equals(AlertRule.ANY_QUEUE)
                ? "each queue"
                : rule.scope().queue();
        return AlarmLines.title(rule.scope().metric()) + (limit.above() ? " above " : " below ")
                + AlarmLines.value(rule.scope().metric(), limit.threshold()) + " in " + queue + ", over "
                + Words.duration(rule.windowMs())
                + (limit.forMs() == 0 ? "" : ", for " + Words.duration(limit.forMs()));
    }

    private static WebhookRow webhook(Webhook webhook) {
        String note = webhook.note() == null ? "" : webhook.note();
        String kind = webhook.isMail() ? "e-mail" : webhook.format().word();
        return new WebhookRow(webhook.name(), WebhookPage.shortened(webhook.url()), kind, webhook.enabled(), note);
    }
}
