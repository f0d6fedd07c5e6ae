package io.yardmaster.engine.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.yardmaster.engine.jobs.Intake;
import io.yardmaster.engine.jobs.Page;
import io.yardmaster.job.Job;
import io.yardmaster.job.JobState;
import io.yardmaster.job.JobView;
import io.yardmaster.job.Past;
import io.yardmaster.job.Rules;
import io.yardmaster.job.Standing;
import io.yardmaster.job.Tally;
import io.yardmaster.job.Times;
import io.yardmaster.job.Work;
import io.yardmaster.store.Yard;
import io.yardmaster.store.call.Arrival;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JobSearchTest {
    private static final long LATER = 4_000_000_000_000L;

    @RegisterExtension
    static final Yard yard = new Yard();

    private JobSearch search;

    @BeforeEach
    void open() {
        search = new JobSearch(Intake.finder(yard.reader, yard.queues), yard.reader, yard.places, null);
    }

    @Test
    void aPageLooksAtABoundedNumberOfJobs() {
        fill("q", 2_500, i -> job("q", i, i == 2_400 ? "needle" : "hay"));
        Page<JobView> first = search.list("q", JobState.SCHEDULED, text("NEEDLE"), 100, null);
        assertThat(first.items()).isEmpty();
        assertThat(first.looks()).isEqualTo(JobSearch.MOST_LOOKS);
        Page<JobView> next = search.list("q", JobState.SCHEDULED, text("needle"), 100, first.nextCursor());
        assertThat(ids(next)).containsExactly("j2400");
        assertThat(next.nextCursor()).isNull();
        assertThat(next.looks()).isEqualTo(500);
    }

    @Test
    void aFullPageEndsBehindItsLastJob() {
        fill("q", 30, i -> job("q", i, i % 2 == 0 ? "even" : "odd"));
        List<String> all = new ArrayList<>();
        int pages = walk(all, null, text("even"), 4);
        assertThat(all).hasSize(15).doesNotHaveDuplicates();
        assertThat(pages).isEqualTo(4);
    }

    @Test
    void aPageEndsAtItsBytesAndTheNextGoesOn() {
        String large = "x".repeat(60_000);
        for (String queue : List.of("q", "r")) {
            yard.queues.register(queue);
            fill(queue, 150, i -> job(queue, i, large));
        }
        Page<JobView> page = search.list(null, JobState.SCHEDULED, JobFilter.ALL, 1_000, null);
        assertThat(page.items().size()).isBetween(60, 100);
        List<String> all = new ArrayList<>();
        walk(all, null, JobFilter.ALL, 1_000);
        assertThat(all).hasSize(300).doesNotHaveDuplicates();
    }

    @Test
    void timesBoundTheListWithoutLooks() {
        fill("q", 1_000, i -> job("q", i, "hay"));
        JobFilter five = new JobFilter(null, null, null, LATER + 700, LATER + 705, UnaryOperator.identity());
        Page<JobView> page = search.list("q", JobState.SCHEDULED, five, 100, null);
        assertThat(ids(page)).containsExactly("j700", "j701", "j702", "j703", "j704");
        assertThat(page.looks()).isEqualTo(5);
        assertThat(page.nextCursor()).isNull();
        assertThat(five.looksAtJobs(JobState.SCHEDULED)).isFalse();
        assertThat(five.looksAtJobs(JobState.WAITING)).isTrue();
    }

    @Test
    void timesOfEndedJobsAreThoseOfTheirEnds() {
        yard.enqueue("a", "b", "c");
        yard.complete(yard.hold("w", Yard.LEASE_MS, "a", "b", "c"), "a", "b", "c");
        Page<JobView> all = search.list("q", JobState.COMPLETED, JobFilter.ALL, 10, null);
        long end = all.items().getFirst().standing().finishedAt();
        JobFilter until = new JobFilter(null, null, null, null, end, UnaryOperator.identity());
        JobFilter since = new JobFilter(null, null, null, end, null, UnaryOperator.identity());
        assertThat(ids(search.list("q", JobState.COMPLETED, until, 10, null))).isEmpty();
        assertThat(ids(search.list("q", JobState.COMPLETED, since, 10, null))).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void typeTagAndTextMustAllFit() {
        Job job = job("q", 1, "needle");
        JobView view = JobView.of(job, new Standing.Waiting());
        assertThat(filter("demo.noop", "blue", "needle").fits(view)).isTrue();
        assertThat(filter("demo.other", "blue", "needle").fits(view)).isFalse();
        assertThat(filter("demo.noop", "red", "needle").fits(view)).isFalse();
        assertThat(filter("demo.noop", "blue", "nail").fits(view)).isFalse();
    }

    @Test
    void whatIsNotShownIsNotSearched() {
        JobView view = JobView.of(job("q", 1, "secret-4711"), new Standing.Waiting());
        JobFilter masked = new JobFilter(null, null, "4711", null, null, text -> text.replace("secret-4711", "hidden"));
        assertThat(masked.fits(view)).isFalse();
        assertThat(text("4711").fits(view)).isTrue();
    }

    private int walk(List<String> into, String queue, JobFilter filter, int limit) {
        int pages = 0;
        String cursor = null;
        do {
            Page<JobView> page = search.list(queue, JobState.SCHEDULED, filter, limit, cursor);
            page.items()
                    .forEach(view ->
                            into.add(view.job().queue() + " " + view.job().id()));
            cursor = page.nextCursor();
            pages++;
        } while (cursor != null && pages < 100);
        return pages;
    }

    private static JobFilter text(String text) {
        return filter(null, null, text);
    }

    private static JobFilter filter(String type, String tag, String text) {
        return new JobFilter(type, tag, text, null, null, UnaryOperator.identity());
    }

    private static List<String> ids(Page<JobView> page) {
        return page.items().stream().map(view -> view.job().id()).toList();
    }

    private void fill(String queue, int count, IntFunction<Job> job) {
        for (int from = 0; from < count; from += 100) {
            yard.jobs.enqueue(
                    queue,
                    IntStream.range(from, Math.min(count, from + 100))
                            .mapToObj(job)
                            .map(one -> new Arrival(one, "hash-of-" + one.id()))
                            .toList());
        }
    }

    private static Job job(String queue, int number, String word) {
        return new Job(
                "j" + number,
                queue,
                new Work("demo.noop", "{\"of\":\"" + word + "\"}", 10, List.of("blue")),
                Rules.NONE,
                Times.of(Yard.AT, LATER + number),
                Past.of(Tally.NONE));
    }
}
