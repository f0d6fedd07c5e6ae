package io.yardmaster.web.console.dead;

import io.quarkus.qute.TemplateInstance;
import io.vertx.ext.web.RoutingContext;
import io.yardmaster.engine.bulk.DeadFilter;
import io.yardmaster.engine.bulk.DeadJobs;
import io.yardmaster.engine.operation.Operation;
import io.yardmaster.engine.queues.UnknownQueueException;
import io.yardmaster.job.Actor;
import io.yardmaster.web.access.session.Caller;
import io.yardmaster.web.console.act.Answer;
import io.yardmaster.web.console.act.ConfirmRules;
import io.yardmaster.web.console.act.Toast;
import io.yardmaster.web.console.dead.DeadAct.Asked;
import io.yardmaster.web.console.frame.Links;
import io.yardmaster.web.console.frame.StoreAwayPage;
import io.yardmaster.web.console.live.Lookout;
import io.yardmaster.web.console.system.OperationBoard;
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

    @GET
    public Response preview(
            RoutingContext context,
            @PathParam("act") String word,
            @RestQuery String queue,
            @RestQuery String fingerprint,
            @RestQuery String type,
            @RestQuery String age) {
        DeadAct act = DeadAct.of(word).orElseThrow();
        Age first = act == DeadAct.PURGE && fingerprint == null ? Age.DAY : Age.ANY;
        return page(
                context,
                200,
                new Asked(act, queue, fingerprint, type, Age.of(age).orElse(first)),
                ConfirmForm.Typed.NOTHING);
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response confirmed(RoutingContext context, @PathParam("act") String word, ConfirmForm form) {
        DeadAct act = DeadAct.of(word).orElseThrow();
        Age age = Age.of(form.age).orElse(null);
        long count = ConfirmRules.number(form.count);
        long asOf = ConfirmRules.number(form.asOf);
        Asked asked = new Asked(act, form.queue, form.fingerprint, form.type, age == null ? Age.DAY : age);
        boolean badGroup =
                form.fingerprint != null && asked.print() == null || form.type != null && asked.type() == null;
        if (age == null || badGroup || count < 0 || asOf < 0 || asOf > clock.millis()) {
            return page(
                    context,
                    400,
                    asked,
                    form.asTyped().wrong("The form was not complete. This is what it would do now.", ""));
        }
        String wrongCount = count > ConfirmRules.FREELY && ConfirmRules.number(form.typed) != count
                ? "That is not the number of jobs: type it as shown."
                : "";
        ConfirmForm.Rate rate = act == DeadAct.RETRY ? ConfirmForm.Rate.of(form.rate) : ConfirmForm.Rate.AT_ONCE;
        if (!wrongCount.isEmpty() || !rate.wrong().isEmpty()) {
            return page(context, 422, asked, form.asTyped().wrong(wrongCount, rate.wrong()));
        }
        long olderThanMs = clock.millis() - asOf + age.ms();
        return Answer.to(
                context, null, asked.list(), "Nothing done", () -> run(context, asked, olderThanMs, rate.perMinute()));
    }

    private Toast run(RoutingContext context, Asked asked, long olderThanMs, Integer perMinute) {
        DeadAct act = asked.act();
        String queue = asked.queue();
        if (act == DeadAct.PURGE && Answer.mayNotRemove(context)) {
            return Toast.of("Not purged:", "this needs the role admin.");
        }
        DeadFilter filter = asked.filter(olderThanMs);
        Actor by = Caller.of(context).actor();
        Operation done =
                act == DeadAct.PURGE ? dead.purge(queue, filter, by) : dead.retryAll(queue, filter, perMinute, by);
        lookout.refresh(queue);
        String verb = act == DeadAct.PURGE ? "Purged " : "Retried ";
        String rest = done.state() == Operation.State.RUNNING
                ? "of " + Words.number(done.total()) + " so far; the rest follows " + pace(perMinute)
                : ("of " + queue + ". " + DeadConfirmPage.staying(done.failed())).strip();
        String said = verb + Words.count(done.done(), "job");
        return done.state() == Operation.State.RUNNING
                ? new Toast(said, rest, "Watch or stop it", "/system#operations-title", "")
                : OperationBoard.undoable(Toast.of(said, rest), done);
    }

    private static String pace(Integer perMinute) {
        return perMinute == null ? "in the background." : "at most " + Words.number(perMinute) + " a minute.";
    }

    private Response page(RoutingContext context, int status, Asked asked, ConfirmForm.Typed typed) {
        return away.answerUnless("Dead", "/dead", () -> {
            try {
                TemplateInstance page =
                        confirm.show(asked, typed).orElseThrow(() -> new UnknownQueueException("of that name"));
                return Response.status(status).entity(page).build();
            } catch (UnknownQueueException gone) {
                return Answer.seeOther(
                        context, Links.dead(null, null), Toast.of("Nothing done:", "there is no such queue."));
            }
        });
    }
}
