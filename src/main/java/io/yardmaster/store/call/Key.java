package io.yardmaster.store.call;

/** What is kept of a queue: the names of its keys, as the headers of the scripts write them, and what each holds. */
public enum Key {
    /** Hash: number, paused, parked, sequence, last claim, bytes of completed jobs, whether lanes are open. */
    META("meta"),
    /** Hash by job: its packed record. */
    RECORDS("records"),
    /** Hash by active job: the hold under which it runs. */
    ACTIVE("active"),
    /** Sorted set of claims by the end of their lease. */
    LEASES("leases"),
    /** Sorted set: waiting jobs of the plain lane. Those of another lane stand in {@code lane:<word>}. */
    LANE("lane:0"),
    /** Sorted set of the lanes that hold jobs, in the order in which they are served; none while only the plain lane does. */
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
    REQUESTS("requests");

    private final String word;

    Key(String word) {
        this.word = word;
    }

    /** The end of the key, behind the queue. */
    public String word() {
        return word;
    }
}
