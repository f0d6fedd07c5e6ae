package io.yardmaster.store;

import io.yardmaster.job.Job;
import io.yardmaster.job.Tally;
import io.yardmaster.job.Times;
import java.util.Random;

/** A store with its model, and the dice that decide what is done to both. */
record ModelYard(
        Yard yard, Model model, ModelClock clock, ModelLimits limits, ModelKeys keys, ModelLocks locks, Random random) {
    private static final int IDS = 30;

    static ModelYard of(Yard yard, long seed, ModelClock clock) {
        Model model = new Model();
        ModelLocks locks = new ModelLocks(yard, model, clock);
        ModelKeys keys = new ModelKeys(yard, model, clock, locks);
        return new ModelYard(yard, model, clock, new ModelLimits(yard), keys, locks, new Random(seed));
    }

    /** An id that a client may give; those of unique jobs come more often. */
    String newId() {
        return "id" + (random.nextInt(4) == 0 ? 3 * random.nextInt(IDS / 3) : random.nextInt(IDS));
    }

    /** The id under which the work of a job runs after another one; nobody gives it. */
    static String laterId(String id) {
        return "id" + (Integer.parseInt(id.substring(2)) + IDS);
    }

    static boolean isGiven(String id) {
        return Integer.parseInt(id.substring(2)) < IDS;
    }

    String anyId() {
        String id = newId();
        return ModelLocks.unique(id) != null && random.nextInt(3) == 0 ? laterId(id) : id;
    }

    /** A job that came a while ago. @param dueAt epoch milliseconds */
    Job past(String id, long dueAt) {
        Tally tally = new Tally(0, random.nextInt(3), 0);
        Job job = Yard.job(id, 1 + random.nextInt(3), dueAt, tally);
        return new Job(id, Yard.QUEUE, job.work(), ModelKeys.rules(id), Times.of(Yard.AT - 100_000, dueAt), job.past());
    }

    /** The same job as it is written again: its rules stay. */
    Job again(String id) {
        Job job = past(id, Yard.AT);
        Job before = model.written.get(id);
        return before == null ? job : new Job(id, Yard.QUEUE, job.work(), before.rules(), job.times(), job.past());
    }
}
