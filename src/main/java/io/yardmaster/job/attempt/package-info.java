/** One attempt of a job: how it can end, what it tells, and how long a failed job waits for the next. */
package io.yardmaster.job.attempt;
