package io.yardmaster.web.console.system;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.ext.web.RoutingContext;
import io.yardmaster.engine.operation.Operation;
import io.yardmaster.engine.operation.OperationRecords;
import io.yardmaster.engine.operation.Pace;
import io.yardmaster.engine.operation.Undoing;
import io.yardmaster.job.text.Name;
import io.yardmaster.store.redis.StoreAwayException;
import io.yardmaster.web.console.act.Answer;
import io.yardmaster.web.console.act.Toast;
import io.yardmaster.web.console.live.Lookout;
import io.yardmaster.web.console.words.Words;
import io.yardmaster.web.console.words.Zone;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestForm;

/** Bulk acts of the last day on the System page: how far each is, and a button that stops it. */
@Path("/operations")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class OperationBoard {
    private static final int MOST = 10;

    private static final long LATELY_MS = 60_000;

    private final OperationRecords records;
    private final Undoing undoing;
    private final Lookout lookout;

    OperationBoard(OperationRecords records, Undoing undoing, Lookout lookout) {
        this.records = records;
        this.undoing = undoing;
        this.lookout = lookout;
    }

    @CheckedTemplate(basePath = "system")
    static class Templates {
        static native TemplateInstance operations(List<Row> operations);
    }

    /**
     * An operation in words.
     *
     * @param glyph active, completed, cancelled or critical
     * @param progress for example {@code 400 of 4,812}, with the rate where it has one
     * @param percent of what was counted at its start, 0..100
     */
    public record Row(
            String id,
            String what,
            String queue,
            String glyph,
            String state,
            String progress,
            long percent,
            String by,
            Zone.Moment started,
            boolean running,
            boolean undoable) {
        static Row of(Operation operation, Zone zone, long now) {
            long done = operation.done();
            long percent = operation.total() == 0 ? 100 : Math.clamp(100 * done / operation.total(), 0, 100);
            return new Row(
                    operation.id(),
                    Words.capital(operation.kind().replace('-', ' ')),
                    operation.queue(),
                    glyph(operation.state()),
                    Words.capital(operation.state().name().toLowerCase(Locale.ROOT)),
                    Words.number(done) + " of " + Words.number(operation.total()) + pace(operation),
                    percent,
                    operation.by(),
                    zone.moment(operation.startedAt(), now),
                    operation.state() == Operation.State.RUNNING,
                    operation.undoUntil() != null && now <= operation.undoUntil());
        }

        /** Its rate, and how long the rest takes at that; empty for one at once. */
        private static String pace(Operation operation) {
            if (operation.ratePerMinute() == null) {
                return "";
            }
            long left = Math.max(0, operation.total() - operation.done() - operation.failed());
            String rest = operation.state() == Operation.State.RUNNING
                    ? ", " + Words.duration(Pace.lengthMs(left, operation.ratePerMinute())) + " left"
                    : "";
            return ", at most " + Words.number(operation.ratePerMinute()) + " a minute" + rest;
        }

        private static String glyph(Operation.State state) {
            return switch (state) {
                case RUNNING -> "active";
                case DONE -> "completed";
                case CANCELLED, UNDONE -> "cancelled";
                case FAILED -> "critical";
            };
        }
    }

    /** The newest ten, and others that run or can be undone; none while the store is away. */
    List<Row> rows(Zone zone, long now) {
        try {
            List<Row> all = records.all().stream()
                    .map(operation -> Row.of(operation, zone, now))
                    .toList();
            return IntStream.range(0, all.size())
                    .filter(i -> i < MOST || all.get(i).running() || all.get(i).undoable())
                    .mapToObj(all::get)
                    .toList();
        } catch (StoreAwayException away) {
            return List.of();
        }
    }

    /**
     * Those that run, and those that ended in the last minute, newest first; none while the store is away.
     *
     * @param queue whose alone; null for every one
     * @param now epoch milliseconds
     */
    public List<Row> lately(String queue, long now, Zone zone) {
        try {
            return records.all().stream()
                    .filter(operation -> queue == null || queue.equals(operation.queue()))
                    .filter(operation -> !operation.queue().isEmpty())
                    .filter(operation -> operation.finishedAt() == null || now - operation.finishedAt() < LATELY_MS)
                    .limit(MOST)
                    .map(operation -> Row.of(operation, zone, now))
                    .toList();
        } catch (StoreAwayException away) {
            return List.of();
        }
    }

    @POST
    @Path("/{id}/cancel")
    public Response cancel(RoutingContext context, @PathParam("id") String id, @RestForm String back) {
        return Answer.to(
                context,
                back,
                "/system",
                "Not stopped",
                () -> (Name.isId(id) ? records.cancel(id) : Optional.<Operation>empty())
                        .map(OperationBoard::said)
                        .orElse(Toast.of("Not stopped:", "there is no such operation.")));
    }

    /** The toast of an act with a button that takes it back; as it is where nothing does. */
    public static Toast undoable(Toast toast, Operation operation) {
        return operation.undoUntil() == null ? toast : toast.undoneBy("/operations/" + operation.id() + "/undo");
    }

    /** Undoes one, or all that a request began, whose ids begin with it. */
    @POST
    @Path("/{id}/undo")
    public Response undo(RoutingContext context, @PathParam("id") String id, @RestForm String back) {
        return Answer.to(context, back, "/system", "Not undone", () -> {
            try {
                List<Operation> undone =
                        meant(id).flatMap(one -> undoing.undo(one).stream()).toList();
                return undone.isEmpty() ? Toast.of("Not undone:", "there is no such operation.") : back(undone);
            } catch (Operation.NotUndoableException refused) {
                return Toast.of("Not undone:", refused.getMessage() + ".");
            } finally {
                lookout.refresh();
            }
        });
    }

    private Stream<String> meant(String id) {
        if (!Name.isId(id)) {
            return Stream.empty();
        }
        List<String> begun = records.all().stream()
                .filter(one -> one.undoUntil() != null || one.state() == Operation.State.UNDONE)
                .map(Operation::id)
                .filter(one -> one.startsWith(id + ":"))
                .toList();
        return begun.isEmpty() ? Stream.of(id) : begun.stream();
    }

    private static Toast back(List<Operation> undone) {
        long came = undone.stream().mapToLong(one -> one.undo().undone()).sum();
        long done = undone.stream().mapToLong(Operation::done).sum();
        String rest = came >= done
                ? ""
                : Words.number(done - came) + " stayed: begun, a member of a workflow, or its place is taken.";
        return Toast.of("Undone for " + Words.count(came, "job") + ".", rest);
    }

    private static Toast said(Operation operation) {
        return operation.state() == Operation.State.RUNNING
                ? Toast.of("Told to stop:", "what it has done stays done.")
                : Toast.of("Not stopped:", "it had ended.");
    }
}
