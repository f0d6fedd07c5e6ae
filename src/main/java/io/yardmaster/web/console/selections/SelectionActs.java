package io.yardmaster.web.console.selections;

import io.vertx.ext.web.RoutingContext;
import io.yardmaster.engine.bulk.Selection;
import io.yardmaster.engine.bulk.Selection.TooWideException;
import io.yardmaster.engine.bulk.Selection.Which;
import io.yardmaster.engine.bulk.Selections;
import io.yardmaster.engine.operation.Operation;
import io.yardmaster.engine.queues.UnknownQueueException;
import io.yardmaster.job.JobState;
import io.yardmaster.job.JobVerb;
import io.yardmaster.web.access.login.LocalPath;
import io.yardmaster.web.access.session.Caller;
import io.yardmaster.web.console.act.Answer;
import io.yardmaster.web.console.act.ConfirmRules;
import io.yardmaster.web.console.act.Toast;
import io.yardmaster.web.console.frame.StoreAwayPage;
import io.yardmaster.web.console.frame.Viewer;
import io.yardmaster.web.console.live.Lookout;
import io.yardmaster.web.console.words.Words;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** Retries, cancels or deletes what was selected in a list: first shown, then done to what was shown. */
@Path("/selections/{verb}")
@Produces(MediaType.TEXT_HTML)
public class SelectionActs {
    private static final String LIST = "/jobs";

    private final Selections selections;
    private final SelectionPage page;
    private final Lookout lookout;
    private final Viewer viewer;
    private final StoreAwayPage away;
    private final InstantSource clock;

    SelectionActs(
            Selections selections,
            SelectionPage page,
            Lookout lookout,
            Viewer viewer,
            StoreAwayPage away,
            InstantSource clock) {
        this.selections = selections;
        this.page = page;
        this.lookout = lookout;
        this.viewer = viewer;
        this.away = away;
        this.clock = clock;
    }

    /** A selection does not live in an address: who comes back to this one goes to the list. */
    @GET
    public Response list(RoutingContext context, @PathParam("verb") String word) {
        return Answer.seeOther(context, LIST, Toast.of("Nothing done:", "select the jobs again."));
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response act(RoutingContext context, @PathParam("verb") String word, SelectionForm form) {
        JobVerb verb = JobVerb.of(word).filter(Selection.VERBS::contains).orElseThrow(NotFoundException::new);
        Optional<Which> which = form.which(viewer.zone());
        Optional<JobState> state = form.state(verb);
        if (which.isEmpty() || state.isEmpty()) {
            return nothing(context, form, form.isEmpty() ? "no job was selected." : "what was sent cannot be read.");
        }
        long now = clock.millis();
        long asOf = form.count == null ? now : ConfirmRules.number(form.asOf);
        Selection selection = new Selection(verb, state.get(), which.get(), asOf);
        if (form.count == null) {
            return shown(context, 200, new Selection(verb, state.get(), which.get(), now), form, "");
        }
        long count = ConfirmRules.number(form.count);
        if (count < 0 || asOf < 0 || asOf > now) {
            return shown(
                    context,
                    400,
                    new Selection(verb, state.get(), which.get(), now),
                    form,
                    "The form was not complete. This is what it would do now.");
        }
        if (count > ConfirmRules.FREELY && ConfirmRules.number(form.typed) != count) {
            return shown(context, 422, selection, form, "That is not the number of jobs: type it as shown.");
        }
        return Answer.to(context, form.back, LIST, "Nothing done", () -> run(context, selection, form.request()));
    }

    private Response shown(RoutingContext context, int status, Selection selection, SelectionForm form, String wrong) {
        return away.answerUnless("Jobs", LIST, () -> {
            try {
                return Response.status(status)
                        .entity(page.show(selection, form, wrong))
                        .build();
            } catch (UnknownQueueException gone) {
                return nothing(context, form, "there is no such queue.");
            } catch (TooWideException wide) {
                return nothing(context, form, wide.getMessage() + ".");
            }
        });
    }

    private static Response nothing(RoutingContext context, SelectionForm form, String why) {
        return Answer.seeOther(context, LocalPath.of(form.back).orElse(LIST), Toast.of("Nothing done:", why));
    }

    private Toast run(RoutingContext context, Selection selection, String request) {
        if (selection.verb() == JobVerb.DELETE && Answer.mayNotRemove(context)) {
            return Toast.of("Not deleted:", "this needs the role admin.");
        }
        List<Operation> operations;
        try {
            operations = selections.run(selection, request, Caller.of(context).actor());
        } catch (TooWideException wide) {
            return Toast.of("Nothing done:", wide.getMessage() + ".");
        }
        lookout.refresh();
        return operations.isEmpty()
                ? Toast.of(
                        "Nothing done:",
                        "none of the jobs can be " + selection.verb().done() + " any more.")
                : said(selection, operations, request);
    }

    private static Toast said(Selection selection, List<Operation> operations, String request) {
        long done = sum(operations, Operation::done);
        boolean goesOn = any(operations, Operation.State.RUNNING);
        boolean stops = selection.verb() == JobVerb.CANCEL && selection.state() == JobState.ACTIVE;
        String said = stops
                ? "Told " + Words.count(done, "job") + " to stop."
                : Words.capital(selection.verb().done()) + " " + Words.count(done, "job") + (goesOn ? " so far." : ".");
        if (goesOn || any(operations, Operation.State.FAILED)) {
            String rest = goesOn ? "The rest follows in the background." : "In some queues it failed.";
            return new Toast(said, rest, goesOn ? "Watch or stop it" : "Look at it", "/system#operations-title", "");
        }
        List<String> undoable = operations.stream()
                .filter(one -> one.undoUntil() != null)
                .map(Operation::id)
                .toList();
        Toast toast = Toast.of(said, rest(selection, sum(operations, Operation::failed), undoable.isEmpty()));
        if (undoable.isEmpty()) {
            return toast;
        }
        return toast.undoneBy("/operations/" + (request == null ? undoable.getFirst() : request) + "/undo");
    }

    private static String rest(Selection selection, long stayed, boolean isFinal) {
        String stays = stayed == 0
                ? ""
                : Words.count(stayed, "job") + " stayed as " + (stayed == 1 ? "it was. " : "they were. ");
        return (stays + (isFinal && selection.verb() == JobVerb.DELETE ? "It is final." : "")).strip();
    }

    private static boolean any(List<Operation> operations, Operation.State state) {
        return operations.stream().anyMatch(one -> one.state() == state);
    }

    private static long sum(List<Operation> operations, ToLongFunction<Operation> count) {
        return operations.stream().mapToLong(count).sum();
    }
}
