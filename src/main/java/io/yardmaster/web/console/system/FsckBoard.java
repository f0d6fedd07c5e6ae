package io.yardmaster.web.console.system;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.ext.web.RoutingContext;
import io.yardmaster.engine.fsck.Fsck;
import io.yardmaster.engine.operation.Operation;
import io.yardmaster.engine.operation.OperationRecords;
import io.yardmaster.store.redis.StoreAwayException;
import io.yardmaster.web.access.session.Caller;
import io.yardmaster.web.console.act.Answer;
import io.yardmaster.web.console.act.Toast;
import io.yardmaster.web.console.words.Words;
import io.yardmaster.web.console.words.Zone;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestForm;

/** The check of the store on the System page: begins one, and tells how far the last one is and what it found. */
@Path("/system/fsck")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class FsckBoard {
    private static final int MOST_SHOWN = 20;
    private static final View NONE = new View("", "Nobody checked it in the last day.", null, false, false, List.of());

    private final Fsck fsck;
    private final OperationRecords records;

    FsckBoard(Fsck fsck, OperationRecords records) {
        this.fsck = fsck;
        this.records = records;
    }

    @CheckedTemplate(basePath = "system")
    static class Templates {
        static native TemplateInstance fsck(View check);
    }

    /**
     * The last check.
     *
     * @param glyph active, completed, warning or critical; empty where there was none
     * @param say how far it is, or what came of it
     * @param began null where there was none
     * @param mends true where something was found and is not repaired
     * @param findings the first of them
     */
    public record View(
            String glyph, String say, Zone.Moment began, boolean running, boolean mends, List<Found> findings) {}

    /** A finding in words. @param action what was done; a dash for nothing */
    public record Found(String kind, String key, String id, String action) {
        private static Found of(Map<?, ?> finding) {
            String action = text(finding, "action");
            return new Found(
                    Words.capital(text(finding, "kind").replace('_', ' ')),
                    text(finding, "key"),
                    text(finding, "id"),
                    action.isEmpty() ? Words.NONE : action);
        }
    }

    /** The last check of the last day. */
    View last(Zone zone, long now) {
        try {
            return records.all().stream()
                    .filter(operation -> operation.kind().equals("fsck"))
                    .findFirst()
                    .map(operation -> view(operation, zone, now))
                    .orElse(NONE);
        } catch (StoreAwayException away) {
            return NONE;
        }
    }

    private static View view(Operation check, Zone zone, long now) {
        Zone.Moment began = zone.moment(check.startedAt(), now);
        String far = Words.count(check.done(), "job");
        return switch (check.state()) {
            case RUNNING -> new View("active", "Checked " + far + " so far.", began, true, false, List.of());
            case DONE -> result(check, far, began);
            default ->
                new View(
                        "critical",
                        "It broke off after " + far + ": the log tells why.",
                        began,
                        false,
                        false,
                        List.of());
        };
    }

    private static View result(Operation check, String far, Zone.Moment began) {
        Map<?, ?> result = check.result() instanceof Map<?, ?> map ? map : Map.of();
        long found = number(result, "found");
        if (found == 0) {
            return new View("completed", "Checked " + far + " and found nothing.", began, false, false, List.of());
        }
        long mended = number(result, "repaired") + number(result, "quarantined");
        String say = "Checked " + far + " and found " + Words.count(found, "fault") + "; "
                + Words.number(number(result, "repaired")) + " repaired, "
                + Words.number(number(result, "quarantined")) + " quarantined.";
        List<?> all = result.get("findings") instanceof List<?> list ? list : List.of();
        List<Found> first = all.stream()
                .limit(MOST_SHOWN)
                .flatMap(one -> one instanceof Map<?, ?> finding ? Optional.of(Found.of(finding)).stream() : null)
                .toList();
        return new View("warning", say, began, false, mended < found, first);
    }

    private static long number(Map<?, ?> of, String field) {
        return of.get(field) instanceof Number number ? number.longValue() : 0;
    }

    private static String text(Map<?, ?> of, String field) {
        return of.get(field) instanceof String text ? text : "";
    }

    /** Begins a check. @param repair "true" = and mend what is found */
    @POST
    public Response begin(RoutingContext context, @RestForm String repair, @RestForm String back) {
        return Answer.to(context, back, "/system", "Not checked", () -> {
            boolean mend = "true".equals(repair);
            fsck.begin(mend, Caller.of(context).actor());
            return Toast.of(
                    mend ? "The store is checked and repaired." : "The store is checked.", "The result stands below.");
        });
    }
}
