package io.yardmaster.store.call;

/** What is kept of a queue: the names of its keys, as the headers of the scripts write them, and what each holds. */
public enum Key {
    /** Hash: number, paused, parked, sequence, last claim, bytes of completed jobs and those of them that sizes holds, whether lanes are open, settings, groups. */
    META("meta"),
    /** Hash by job: its packed record. */
    RECORDS("records"),
    /** Hash by active job: the hold under which it runs. */
    ACTIVE("active"),
    /** Sorted set of claims by the end of their lease. */
    LEASES("leases"),
    /** Sorted set: waiting jobs of the plain lane. Those of another lane stand in {@code lane:<word>}. */
    LANE("lane:0"),
    /**
     * Sorted set of the lanes that hold jobs, in the order in which they are served; none while only the plain lane does.
     * Beside it, made from its name in scripts: {@code shut} and {@code full}, the lanes that a limit has closed by when
     * they are looked at again; {@code buckets} of tokens by when they are full; {@code runs:<group>}, its active jobs.
     */
    LANES("lanes"),
    SCHEDULED("scheduled"),
    RETRYING("retrying"),
    BLOCKED("blocked"),
    COMPLETED("completed"),
    DEAD("dead"),
    CANCELLED("cancelled"),
    /** Hash by completed job: the hold under which it ran. */
    ENDS("ends"),
    RESULTS("results"),
    /** Hash by job: the runs that ended, but the last. */
    HISTORY("history"),
    /** Hash by job: the last run that ended, in full and shortened. */
    ERRORS("errors"),
    PROGRESS("progress"),
    LOG("log"),
    /** Hash by active job: the epoch of the run that was asked to stop. */
    CANCELS("cancels"),
    /** Hash by client-made id: the hash of its request. */
    NAMED("named"),
    /** Sorted set of client-made ids whose job is gone, by when to forget them. */
    FORGET("forget"),
    /** Hash by owner: the request id of its last claim, and what it took. */
    REQUESTS("requests"),
    /** Hash by key of unique jobs: the job that holds it, behind the kind of its lock where that is not until the finish. */
    UNIQUE("unique"),
    /** Hash by job: the key that it holds until a time. */
    LOCKS("locks"),
    /** Sorted set of the keys that are held until a time, by when they end. */
    LOCK_ENDS("lockends"),
    /** Hash by key of unique jobs: the job, id and record, that is put into the queue once the holder has ended. */
    NEXT("next"),
    /** Hash by job type and idempotency key: the job that completed first, and its result. */
    STORED("stored"),
    /** Sorted set of the stored results, by when their time is over. */
    STORED_ENDS("storedends"),
    /**
     * Sorted set of the fingerprints of failures, by when their last dead job left; those that have one come last. Of
     * each, {@code failure:<fingerprint>} is a hash and {@code failure:<fingerprint>:dead} the sorted set of its jobs.
     */
    FAILURES("failures"),
    /** Hash by dead job: the fingerprint of its failure. */
    PRINTS("prints"),
    /** Hash by job: the unfinished workflow that it is a member of, and the number of its part there. */
    MEMBERS("members"),
    /** Sorted set of what members came to and their workflows do not know yet, by number. */
    OUTBOX("outbox"),
    /** Hash by job: the ids of the jobs that run it again, each with a space behind it, oldest first. */
    COPIES("copies"),
    /** Hash by job: the bytes of its history, errors, progress, log and copies; only of jobs that have any. */
    SIZES("sizes");

    private final String word;

    Key(String word) {
        this.word = word;
    }

    /** The end of the key, behind the queue. */
    public String word() {
        return word;
    }
}
