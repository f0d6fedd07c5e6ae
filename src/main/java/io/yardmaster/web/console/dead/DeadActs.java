package io.yardmaster.web.console.dead;

import io.quarkus.qute.TemplateInstance;
import io.vertx.ext.web.RoutingContext;
import io.yardmaster.engine.bulk.DeadFilter;
import io.yardmaster.engine.bulk.DeadJobs;
import io.yardmaster.engine.bulk.Operation;
import io.yardmaster.engine.queues.UnknownQueueException;
import io.yardmaster.job.Actor;
import io.yardmaster.job.text.Name;
import io.yardmaster.web.access.session.Caller;
import io.yardmaster.web.console.act.Answer;
import io.yardmaster.web.console.act.Toast;
import io.yardmaster.web.console.frame.Links;
import io.yardmaster.web.console.frame.StoreAwayPage;
import io.yardmaster.web.console.live.Lookout;
import io.yardmaster.web.console.words.Age;
import io.yardmaster.web.console.words.Words;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/** Retries or purges many dead jobs of one queue: first shown, then done to what was shown and to nothing later. */
@Path("/dead/{act: retry-all|purge}")
@Produces(MediaType.TEXT_HTML)
public class DeadActs {
    private final DeadJobs dead;
    private final DeadConfirmPage confirm;
    private final Lookout lookout;
    private final StoreAwayPage away;
    private final InstantSource clock;

    DeadActs(DeadJobs dead, DeadConfirmPage confirm, Lookout lookout, StoreAwayPage away, InstantSource clock) {
        this.dead = dead;
        this.confirm = confirm;
        this.lookout = lookout;
        this.away = away;
        this.clock = clock;
    }

    /** What the confirm page sends. All of it hostile. */
    public static class Confirmed {
        @RestForm
        String queue;

        @RestForm
        String age;

        @RestForm
        String count;

        @RestForm
        String asOf;

        @RestForm
        String typed;
    }

    @GET
    public Response preview(
            RoutingContext context, @PathParam("act") String word, @RestQuery String queue, @RestQuery String age) {
        DeadAct act = DeadAct.of(word).orElseThrow();
        Age first = act == DeadAct.PURGE ? Age.DAY : Age.ANY;
        return page(context, 200, act, queue, Age.of(age).orElse(first), "", "");
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response confirmed(RoutingContext context, @PathParam("act") String word, Confirmed form) {
        DeadAct act = DeadAct.of(word).orElseThrow();
        Age age = Age.of(form.age).orElse(null);
        long count = number(form.count);
        long asOf = number(form.asOf);
        if (age == null || count < 0 || asOf < 0 || asOf > clock.millis()) {
            return page(
                    context,
                    400,
                    act,
                    form.queue,
                    age == null ? Age.DAY : age,
                    "",
                    "The form was not complete. This is what it would do now.");
        }
        if (count > DeadConfirmPage.FREELY && number(form.typed) != count) {
            String typed = form.typed == null || form.typed.length() > 20 ? "" : form.typed;
            return page(context, 422, act, form.queue, age, typed, "That is not the number of jobs: type it as shown.");
        }
        long olderThanMs = clock.millis() - asOf + age.ms();
        return Answer.to(
                context,
                null,
                Links.dead(Name.isName(form.queue) ? form.queue : null, null),
                "Nothing done",
                () -> run(context, act, form.queue, olderThanMs));
    }

    private Toast run(RoutingContext context, DeadAct act, String queue, long olderThanMs) {
        if (act == DeadAct.PURGE && Answer.mayNotRemove(context)) {
            return Toast.of("Not purged:", "this needs the role admin.");
        }
        DeadFilter filter = new DeadFilter(null, olderThanMs);
        Actor by = Caller.of(context).actor();
        Operation done = act == DeadAct.PURGE ? dead.purge(queue, filter, by) : dead.retryAll(queue, filter, by);
        lookout.refresh();
        String verb = act == DeadAct.PURGE ? "Purged " : "Retried ";
        String rest = done.state() == Operation.State.RUNNING
                ? "of " + Words.number(done.total()) + " so far; the rest follows in the background."
                : "of " + queue + ".";
        return Toast.of(verb + Words.count(done.done(), "job"), rest);
    }

    private Response page(
            RoutingContext context, int status, DeadAct act, String queue, Age age, String typed, String wrong) {
        return away.answerUnless("Dead", "/dead", () -> {
            try {
                TemplateInstance page = confirm.show(act, queue, age, typed, wrong)
                        .orElseThrow(() -> new UnknownQueueException("of that name"));
                return Response.status(status).entity(page).build();
            } catch (UnknownQueueException gone) {
                return Answer.seeOther(
                        context, Links.dead(null, null), Toast.of("Nothing done:", "there is no such queue."));
            }
        });
    }

    /** -1 for what is no number of at most 15 digits. */
    private static long number(String text) {
        String digits = text == null ? "" : text.strip().replace(",", "");
        return digits.matches("[0-9]{1,15}") ? Long.parseLong(digits) : -1;
    }
}
