/** What callers do with one job: enqueue, find, list, retry, cancel, delete. Tells listeners what became of it. */
package io.yardmaster.engine.jobs;
