/** Compares the job types of a queue: which take the most time, run the longest, or fail most. */
package io.yardmaster.insight.types;
