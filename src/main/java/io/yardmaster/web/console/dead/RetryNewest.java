package io.yardmaster.web.console.dead;

import io.vertx.ext.web.RoutingContext;
import io.yardmaster.engine.jobs.Jobs;
import io.yardmaster.engine.jobs.NotPossibleException;
import io.yardmaster.engine.jobs.Page;
import io.yardmaster.engine.jobs.UnknownJobException;
import io.yardmaster.engine.queues.UnknownQueueException;
import io.yardmaster.engine.search.FailureGroups;
import io.yardmaster.engine.search.JobFilter;
import io.yardmaster.engine.search.JobSearch;
import io.yardmaster.job.JobState;
import io.yardmaster.job.JobView;
import io.yardmaster.web.console.act.Answer;
import io.yardmaster.web.console.act.Toast;
import io.yardmaster.web.console.dead.DeadAct.Asked;
import io.yardmaster.web.console.live.Lookout;
import io.yardmaster.web.console.words.Age;
import io.yardmaster.web.console.words.Words;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.RestForm;

/** Retries the newest dead jobs of a queue: a trial before all of them. */
@Path("/dead/retry-newest")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class RetryNewest {
    private final Jobs jobs;
    private final JobSearch search;
    private final FailureGroups failures;
    private final Lookout lookout;

    RetryNewest(Jobs jobs, JobSearch search, FailureGroups failures, Lookout lookout) {
        this.jobs = jobs;
        this.search = search;
        this.failures = failures;
        this.lookout = lookout;
    }

    @POST
    public Response retry(RoutingContext context, @RestForm String queue, @RestForm String fingerprint) {
        Asked asked = new Asked(DeadAct.RETRY, queue, fingerprint, null, Age.ANY);
        return Answer.to(context, null, asked.list(), "Not retried", () -> retry(asked));
    }

    private Toast retry(Asked asked) {
        String queue = UnknownQueueException.named(asked.queue());
        int retried = 0;
        Page<JobView> newest = asked.print() == null
                ? search.list(queue, JobState.DEAD, JobFilter.ALL, DeadConfirmPage.NEWEST, null)
                : search.group(queue, asked.print(), DeadConfirmPage.NEWEST, null);
        for (JobView view : newest.items()) {
            retried += retry(queue, view.job().id());
        }
        lookout.refresh(queue);
        String rest = "See what becomes of them before you retry the rest.";
        return new Toast(
                "Retried the newest " + Words.count(retried, "job") + " of " + queue + ".",
                rest,
                "Open the queue",
                "/queues/" + queue,
                "");
    }

    /** 1 when it was retried; 0 when somebody else was faster. */
    private int retry(String queue, String id) {
        try {
            jobs.retry(queue, id, null);
            return 1;
        } catch (UnknownJobException | NotPossibleException meanwhile) {
            return 0;
        }
    }
}
