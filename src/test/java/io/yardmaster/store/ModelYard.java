package io.yardmaster.store;

import io.yardmaster.job.Job;
import io.yardmaster.job.Tally;
import io.yardmaster.job.Times;
import java.util.Random;

/** A store with its model, and the dice that decide what is done to both. */
record ModelYard(Yard yard, Model model, ModelLimits limits, ModelKeys keys, Random random) {
    private static final int IDS = 30;

    static ModelYard of(Yard yard, long seed) {
        return new ModelYard(yard, new Model(), new ModelLimits(yard), new ModelKeys(yard), new Random(seed));
    }

    String anyId() {
        return "id" + random.nextInt(IDS);
    }

    /** A job that came a while ago. @param dueAt epoch milliseconds */
    Job past(String id, long dueAt) {
        Tally tally = new Tally(0, random.nextInt(3), 0);
        Job job = Yard.job(id, 1 + random.nextInt(3), dueAt, tally);
        return new Job(id, Yard.QUEUE, job.work(), ModelKeys.rules(id), Times.of(Yard.AT - 100_000, dueAt), job.past());
    }
}
