package io.yardmaster.web.console.jobs;

import io.yardmaster.job.JobState;
import io.yardmaster.job.JobVerb;
import io.yardmaster.web.console.words.Words;
import io.yardmaster.web.console.words.Zone;
import java.util.List;
import java.util.Map;

/**
 * A page of a list of jobs.
 *
 * @param tabs one a state
 * @param form what is filtered
 * @param heads of its columns
 * @param rows at most 50
 * @param picks what can be done to rows that are picked
 * @param pages where one can go from here
 * @param empty what to say where there is no row; null where there are some
 * @param notice something else to say first; null when there is nothing
 */
public record JobList(
        List<Tab> tabs,
        Form form,
        JobRow.Heads heads,
        List<JobRow> rows,
        Picks picks,
        Pages pages,
        Empty empty,
        String notice) {

    /** A state with its jobs. @param total of them */
    public record Tab(JobState state, long total, String href, boolean current) {
        /** The same in words. */
        public String count() {
            return Words.count(total);
        }
    }

    /** How many jobs the state had when the list was read, where new ones come before the first; else null. */
    public Long counted() {
        return tabs.stream()
                .filter(tab -> tab.current() && tab.state().isFinal())
                .findFirst()
                .map(Tab::total)
                .orElse(null);
    }

    /** What is filtered. @param queues one choice a queue, and one for all */
    public record Form(List<Choice> queues, ListFilter filter) {}

    /**
     * What can be done to rows that are picked.
     *
     * @param fields queue and filters of the list by name, for an act on all that fit
     * @param all what that means, in words; empty where neither a queue nor a filter is chosen
     */
    public record Picks(List<JobVerb> verbs, Map<String, String> fields, String all) {}

    /** A queue to show alone. @param value empty for all of them */
    public record Choice(String value, String label, boolean current) {}

    /**
     * Where one can go from here.
     *
     * @param first href of the first page; null when this is it
     * @param before href of the page that led here; null when that is the first
     * @param next href of the next; null when nothing follows
     * @param shown for example {@code 51 to 100 of 4,812 jobs}
     * @param asOf when the list was read
     * @param newest href of the first page as it is by then
     */
    public record Pages(String first, String before, String next, String shown, Zone.Moment asOf, String newest) {
        /** The same where not every job is meant. @param found how many are */
        Pages filtered(String found) {
            return new Pages(first, before, next, found, asOf, newest);
        }
    }

    /** Why there is no row, and a way on. */
    public record Empty(String title, String text, String label, String href) {}

    public JobState state() {
        return tabs.stream().filter(Tab::current).findFirst().map(Tab::state).orElse(JobState.WAITING);
    }

    /** True when the rows are of one queue, so that none has to name it. */
    public boolean ofOneQueue() {
        return form.queues.stream().anyMatch(choice -> choice.current && !choice.value.isEmpty());
    }
}
