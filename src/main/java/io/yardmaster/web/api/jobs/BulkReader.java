package io.yardmaster.web.api.jobs;

import io.yardmaster.job.NewJob;
import io.yardmaster.web.api.request.JsonReader;
import io.yardmaster.web.problem.BadInputException;
import io.yardmaster.web.problem.FieldError;
import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads the jobs of one bulk call; one that is wrong does not spoil the others. */
final class BulkReader {
    static final int MOST_JOBS = 10_000;

    private final JsonReader in;
    private final List<Item> items = new ArrayList<>();
    private boolean given;

    private BulkReader(JsonReader in) {
        this.in = in;
    }

    /** One place of the list: the job, or why it is none. */
    record Item(NewJob job, String refusal) {}

    /** Every place of the list, in order. @throws BadInputException where the envelope is wrong */
    static List<Item> of(CharBuffer text) {
        JsonReader in = new JsonReader(text);
        return in.whole(() -> new BulkReader(in).read());
    }

    private List<Item> read() {
        in.object(Set.of("jobs"), Set.of(), jobs -> {
            given = true;
            in.array(this::item);
        });
        if (!given && !in.isWrong()) {
            in.note("/jobs", "is required");
        }
        return items;
    }

    private void item() {
        if (items.size() == MOST_JOBS) {
            throw new BadInputException("/jobs", "must hold at most " + MOST_JOBS + " jobs");
        }
        NewJob[] job = new NewJob[1];
        List<FieldError> errors = in.apart(() -> job[0] = NewJobReader.of(in));
        String refusal = errors.isEmpty()
                ? null
                : String.join("; ", errors.stream().map(FieldError::sentence).toList());
        items.add(new Item(job[0], refusal));
    }
}
