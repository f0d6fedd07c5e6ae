package io.yardmaster.engine.jobs;

/**
 * Hears what happens to the jobs of this node. Every bean of this type is called, on engine threads and for every job:
 * it must not block and should be done within half a microsecond. One of the threads is the links' thread, on which waiting
 * for the store throws. What it throws is logged and changes nothing.
 */
public interface JobEventListener {
    void on(JobEvent event);
}
