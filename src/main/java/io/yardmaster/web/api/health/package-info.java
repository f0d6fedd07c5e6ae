/** What is wrong with queues, and why a job does not run, over JSON. */
package io.yardmaster.web.api.health;
