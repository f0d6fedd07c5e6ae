/** Packed values: what a job, a history or a claim looks like in Redis. */
package io.yardmaster.store.record;
