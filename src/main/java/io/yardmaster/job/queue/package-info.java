/** What can be set of a queue while the server runs. */
package io.yardmaster.job.queue;
