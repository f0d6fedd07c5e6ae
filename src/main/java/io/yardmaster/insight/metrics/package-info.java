/** Counts and durations of attempts in mergeable time buckets that every node adds to. */
package io.yardmaster.insight.metrics;
