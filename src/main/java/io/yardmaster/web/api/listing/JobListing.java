package io.yardmaster.web.api.listing;

import io.vertx.ext.web.RoutingContext;
import io.yardmaster.engine.jobs.Page;
import io.yardmaster.engine.search.JobFilter;
import io.yardmaster.engine.search.JobSearch;
import io.yardmaster.job.JobState;
import io.yardmaster.job.JobView;
import io.yardmaster.job.text.Name;
import io.yardmaster.web.api.request.Items;
import io.yardmaster.web.api.request.Query;
import io.yardmaster.web.problem.TooManyException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Answers calls that list jobs. Each answer holds megabytes until it is sent, so only so many are made at once: one for
 * each {@value #HEAP_EACH} bytes of memory. Another waits, and is then refused with 429.
 */
@Singleton
public class JobListing {
    private static final long HEAP_EACH = 64 << 20;
    private static final int LEAST_AT_ONCE = 2;
    private static final int MOST_AT_ONCE = 32;
    private static final int PATIENCE_MS = 3_000;
    private static final int LONGEST_TEXT = 200;
    private static final int LONGEST_TAG = 64;
    private static final String STATES =
            "must be scheduled, waiting, active, retrying, blocked, completed, dead or cancelled";

    private final JobSearch search;
    private final Semaphore places;
    private final int patienceMs;

    @Inject
    JobListing(JobSearch search) {
        this(
                search,
                Math.clamp(Runtime.getRuntime().maxMemory() / HEAP_EACH, LEAST_AT_ONCE, MOST_AT_ONCE),
                PATIENCE_MS);
    }

    /** @param atOnce answers that are made at once @param patienceMs how long a call waits for its turn */
    JobListing(JobSearch search, int atOnce, int patienceMs) {
        this.search = search;
        this.places = new Semaphore(atOnce, true);
        this.patienceMs = patienceMs;
    }

    /**
     * The jobs that a query asks for.
     *
     * @param queue null for all queues
     * @param query with state, or id, and the other filters of the contract
     */
    public Items<JobView> list(String queue, Query query, RoutingContext request) {
        JobFilter filter = filter(query);
        String id = query.text("id").orElse(null);
        JobState state = state(query, id != null);
        int limit = query.limit();
        if (id != null) {
            return Items.filtered(search.ofId(queue, state, filter, id(id)));
        }
        Supplier<Page<JobView>> page = () -> search.list(queue, state, filter, limit, query.cursor());
        return filter.looksAtJobs(state)
                ? inTurn(request, () -> Items.filtered(readable(page)))
                : inTurn(request, () -> Items.of(readable(page), Function.identity()));
    }

    /**
     * Makes an answer that holds many jobs, in its turn.
     *
     * @throws TooManyException when so many others are under way that the turn does not come
     */
    public <T> T inTurn(RoutingContext request, Supplier<T> answer) {
        await();
        request.addEndHandler(sent -> places.release());
        return answer.get();
    }

    /** What a page answers; a cursor that cannot be read is the caller's fault. */
    public static <T> T readable(Supplier<T> page) {
        try {
            return page.get();
        } catch (IllegalArgumentException unreadable) {
            throw Query.wrong("cursor", "is not one that this list gave out");
        }
    }

    private void await() {
        try {
            if (places.tryAcquire(patienceMs, TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        throw new TooManyException("too many lists of jobs are under way; repeat this call");
    }

    private static JobFilter filter(Query query) {
        Long from = query.instant("from");
        Long to = query.instant("to");
        if (from != null && to != null && from >= to) {
            throw Query.wrong("from", "must be before to");
        }
        return new JobFilter(
                query.name("type"),
                query.words("tag", LONGEST_TAG),
                query.words("q", LONGEST_TEXT),
                from,
                to,
                UnaryOperator.identity());
    }

    private static JobState state(Query query, boolean optional) {
        JobState state = query.text("state").flatMap(JobState::of).orElse(null);
        if (state == null && !(optional && query.text("state").isEmpty())) {
            throw Query.wrong("state", optional ? STATES : STATES + "; only with id it may be left out");
        }
        return state;
    }

    private static String id(String id) {
        if (!Name.isId(id)) {
            throw Query.wrong(
                    "id", "must be 1 to 128 characters of A-Z a-z 0-9 . _ : - and begin with a letter or digit");
        }
        return id;
    }
}
