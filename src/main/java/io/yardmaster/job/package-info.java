/** What a job is: values and rules. Imports only java.*, knows no Redis, no HTTP, no clock. */
package io.yardmaster.job;
