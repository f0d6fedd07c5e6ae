package io.yardmaster.engine.search;

import io.yardmaster.engine.jobs.Cursor;
import io.yardmaster.engine.jobs.JobFinder;
import io.yardmaster.engine.jobs.Page;
import io.yardmaster.job.JobState;
import io.yardmaster.job.JobView;
import io.yardmaster.job.Work;
import io.yardmaster.store.FailureStore;
import io.yardmaster.store.JobReader;
import io.yardmaster.store.PlaceReader;
import io.yardmaster.store.PlaceReader.Place;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lists jobs, a page at a time. A page ends with a cursor where it is full, where {@value #MOST_LOOKS} jobs were looked
 * at, or where {@value #MOST_BYTES} bytes were read, so that no page costs more than that whatever is asked for.
 */
@Singleton
public class JobSearch {
    static final int MOST_LOOKS = 2_000;
    static final long MOST_BYTES = 4 << 20;

    /** Places that are fetched at once for a filter, since most of them will not be meant. */
    private static final int FILTERED = 500;

    private static final String FIRST_ID = "0";
    private static final String LAST_ID = "~";

    private final JobFinder finder;
    private final JobReader reader;
    private final PlaceReader places;
    private final FailureStore failures;

    JobSearch(JobFinder finder, JobReader reader, PlaceReader places, FailureStore failures) {
        this.finder = finder;
        this.reader = reader;
        this.places = places;
        this.failures = failures;
    }

    /**
     * Jobs of one state in the state's own order (see the API contract), over one queue or all.
     *
     * @param queue null for all queues (merged in the state's order)
     * @param limit 1..1000
     * @param cursor from the page before; null for the first. A cursor that cannot be read: IllegalArgumentException
     * @throws io.yardmaster.engine.queues.UnknownQueueException when a queue is named that does not exist
     */
    public Page<JobView> list(String queue, JobState state, JobFilter filter, int limit, String cursor) {
        return in(finder.among(queue), queue, state, filter, limit, cursor);
    }

    /**
     * The same over those of all queues that can have such a job. Parameters and faults are those of {@link #list}.
     *
     * @param among names of queues that are registered
     */
    public Page<JobView> over(List<String> among, JobState state, JobFilter filter, int limit, String cursor) {
        return in(among, null, state, filter, limit, cursor);
    }

    private Page<JobView> in(
            List<String> among, String queue, JobState state, JobFilter filter, int limit, String cursor) {
        Place after = cursor == null ? first(state, filter) : Cursor.read(queue, state, cursor);
        return new Walk((from, most) -> places.places(among, state, from, most), state, filter, limit).from(after);
    }

    /** The dead jobs of a group of failures, last died first. Parameters and faults are those of {@link #list}. */
    public Page<JobView> group(String queue, String fingerprint, int limit, String cursor) {
        finder.among(queue);
        Place after = cursor == null ? null : Cursor.read(queue, JobState.DEAD, cursor);
        Shelf shelf = (from, most) -> failures.places(queue, fingerprint, from, most);
        return new Walk(shelf, JobState.DEAD, JobFilter.ALL, limit).from(after);
    }

    /** Where the places of a list come from. */
    private interface Shelf {
        /** The next places. @param after the last one seen; null for the first @param most 1..1000 */
        List<Place> next(Place after, int most);
    }

    /** Every job of that id that is meant, of whatever state where it is null; of each queue at most one. */
    public Page<JobView> ofId(String queue, JobState state, JobFilter filter, String id) {
        List<JobView> all = reader.holders(finder.among(queue), id).stream()
                .flatMap(holder -> reader.find(holder, id).stream())
                .toList();
        List<JobView> meant = all.stream()
                .filter(view -> (state == null || view.state() == state) && filter.fits(view))
                .toList();
        return new Page<>(meant, null, all.size());
    }

    /** The place before the first that the filter can mean; null for the first of all. */
    private static Place first(JobState state, JobFilter filter) {
        Long first = filter.first(state);
        if (first == null) {
            return null;
        }
        return state.isFinal() ? new Place(FIRST_ID, FIRST_ID, first + 1) : new Place(LAST_ID, LAST_ID, first - 1);
    }

    /** One page in the making. */
    private final class Walk {
        private final Shelf shelf;
        private final JobState state;
        private final JobFilter filter;
        private final int limit;
        private final List<JobView> found = new ArrayList<>();
        private Place after;
        private int looks;
        private long bytes;
        private boolean ended;

        Walk(Shelf shelf, JobState state, JobFilter filter, int limit) {
            this.shelf = shelf;
            this.state = state;
            this.filter = filter;
            this.limit = limit;
        }

        Page<JobView> from(Place start) {
            after = start;
            boolean all = filter.equals(JobFilter.ALL);
            int asked = all ? limit : FILTERED;
            boolean again = true;
            while (again) {
                List<Place> block = shelf.next(after, asked);
                boolean through = pass(block);
                ended = ended || through && block.size() < asked;
                again = !all && through && !ended && !isFull();
            }
            return new Page<>(found, ended ? null : Cursor.of(state, after), looks);
        }

        /** Looks at the jobs of these places until the page is full. @return true when it came to the last of them */
        private boolean pass(List<Place> block) {
            int done = 0;
            while (done < block.size() && !isFull() && !ended) {
                int to = Math.min(block.size(), done + Work.atOnce(JobReader.LARGEST_FIND));
                JobReader.Part part = reader.part(block.subList(done, to), state);
                bytes += part.bytes();
                done += look(block.subList(done, to), part.views());
            }
            return done == block.size();
        }

        /** @return how many were looked at */
        private int look(List<Place> slice, List<Optional<JobView>> views) {
            int done = 0;
            while (done < views.size() && found.size() < limit) {
                Place place = slice.get(done);
                ended = filter.isBeyond(state, place.score());
                if (ended) {
                    return done;
                }
                views.get(done).filter(filter::fits).ifPresent(found::add);
                after = place;
                looks++;
                done++;
            }
            return done;
        }

        private boolean isFull() {
            return found.size() >= limit || looks >= MOST_LOOKS || bytes >= MOST_BYTES;
        }
    }
}
