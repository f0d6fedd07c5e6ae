package io.yardmaster.web.console.alerts;

import io.vertx.ext.web.RoutingContext;
import io.yardmaster.insight.alert.AlertException;
import io.yardmaster.insight.alert.AlertRules;
import io.yardmaster.insight.alert.Alerts;
import io.yardmaster.job.text.Name;
import io.yardmaster.web.access.session.Caller;
import io.yardmaster.web.console.act.Answer;
import io.yardmaster.web.console.act.Toast;
import io.yardmaster.web.console.live.Lookout;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestForm;

/** What is done to alerts by a click. */
@Path("/alerts")
public class AlertActs {
    private static final long HOUR_MS = 3_600_000;
    private static final int MOST_AT_ONCE = 20;
    private static final long MOST_HOURS = 24 * 30;

    private final Alerts alerts;
    private final AlertRules rules;
    private final Lookout lookout;
    private final InstantSource clock;

    AlertActs(Alerts alerts, AlertRules rules, Lookout lookout, InstantSource clock) {
        this.alerts = alerts;
        this.rules = rules;
        this.lookout = lookout;
        this.clock = clock;
    }

    /** @param ids of the alerts, with commas between them */
    @POST
    @Path("/{ids}/acknowledge")
    public Response acknowledge(RoutingContext context, @PathParam("ids") String ids, @RestForm String back) {
        Caller caller = Caller.of(context);
        return Answer.to(context, back, AlertsPage.PATH, "Not acknowledged", () -> {
            try {
                String rules = Stream.of(ids.split(","))
                        .limit(MOST_AT_ONCE)
                        .map(id -> alerts.acknowledge(id, caller == null ? null : caller.name()))
                        .map(seen -> seen.alert().about().rule())
                        .distinct()
                        .collect(Collectors.joining(", "));
                lookout.refresh();
                return Toast.of("Acknowledged " + rules + ".", "It holds until the alert is resolved.");
            } catch (AlertException refused) {
                return Toast.of("Not acknowledged:", refused.getMessage() + ".");
            }
        });
    }

    /** @param hours until it tells again; 0 = it tells again now */
    @POST
    @Path("/silence/{rule}")
    public Response silence(
            RoutingContext context, @PathParam("rule") String rule, @RestForm String back, @RestForm String hours) {
        return Answer.to(context, back, AlertsPage.PATH, "Not silenced", () -> {
            boolean given = hours != null && hours.matches("[0-9]{1,3}") && Long.parseLong(hours) <= MOST_HOURS;
            if (!given || !Name.isName(rule)) {
                return Toast.of("Not silenced:", "say for how many hours, at most " + MOST_HOURS + ".");
            }
            long length = Long.parseLong(hours);
            try {
                rules.silence(rule, length == 0 ? null : Long.valueOf(clock.millis() + length * HOUR_MS));
                lookout.refresh();
                return length == 0
                        ? Toast.of(rule + " tells again.", "")
                        : Toast.of("Silenced " + rule + ".", "It tells nobody for " + length + " h.");
            } catch (AlertException gone) {
                return Toast.of("Not silenced:", "there is no such rule.");
            }
        });
    }
}
