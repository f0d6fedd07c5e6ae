package io.yardmaster.web.console.act;

import io.vertx.ext.web.RoutingContext;
import io.yardmaster.engine.jobs.AmbiguousJobException;
import io.yardmaster.engine.jobs.NotPossibleException;
import io.yardmaster.engine.jobs.UnknownJobException;
import io.yardmaster.engine.queues.QueueFullException;
import io.yardmaster.engine.queues.UnknownQueueException;
import io.yardmaster.job.Role;
import io.yardmaster.store.redis.StoreAwayException;
import io.yardmaster.web.access.login.LocalPath;
import io.yardmaster.web.access.session.Caller;
import jakarta.ws.rs.core.Response;
import java.util.function.Supplier;

/**
 * Ends every act the same way: back to the page it was made on, filters and all, with what came of it as a toast. A
 * browser without script follows the redirect and shows the page; with htmx it follows the same redirect and takes
 * the main part and the toast out of the same page. So there is one answer and no second way to draw it.
 */
public final class Answer {
    private Answer() {}

    /**
     * Does an act and answers; what the job's state, a vanished job or a store that is away make impossible becomes a
     * toast too.
     *
     * @param back where the viewer was, as the form says; hostile, may be null
     * @param instead where to go when that is no place on this server
     * @param refused begins the sentence when it cannot be done: {@code Not retried}
     */
    public static Response to(
            RoutingContext context, String back, String instead, String refused, Supplier<Toast> act) {
        return seeOther(context, LocalPath.of(back).orElse(instead), attempt(refused, act));
    }

    /** Goes to a page with a toast. */
    public static Response seeOther(RoutingContext context, String path, Toast toast) {
        toast.send(context);
        return Response.status(Response.Status.SEE_OTHER)
                .header("Location", path)
                .build();
    }

    /** True when the viewer may not remove things for good. */
    public static boolean mayNotRemove(RoutingContext context) {
        Caller caller = Caller.of(context);
        return caller == null || !caller.role().covers(Role.ADMIN);
    }

    private static Toast attempt(String refused, Supplier<Toast> act) {
        try {
            return act.get();
        } catch (NotPossibleException state) {
            return Toast.of(
                    refused + ":",
                    state.jobId() == null
                            ? "the job is " + state.state().word() + " now."
                            : "job " + state.jobId() + " holds its unique key.");
        } catch (UnknownJobException gone) {
            return Toast.of(refused + ":", "the job is gone. It was removed or its time to be kept is over.");
        } catch (QueueFullException full) {
            return Toast.of(refused + ":", "its queue holds as many dead jobs as it may.");
        } catch (UnknownQueueException gone) {
            return Toast.of(refused + ":", "there is no such queue.");
        } catch (AmbiguousJobException several) {
            return Toast.of(refused + ":", "several queues have a job of that id.");
        } catch (StoreAwayException away) {
            return Toast.of("The store is away.", "Whether this was done is not known: look again, then repeat it.");
        }
    }
}
