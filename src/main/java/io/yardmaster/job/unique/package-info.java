/** What makes a job the only one of its kind in a queue. */
package io.yardmaster.job.unique;
