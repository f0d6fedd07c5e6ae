/** When a schedule is due: cron expressions, intervals, and what a time zone does to both. */
package io.yardmaster.engine.schedule.cron;
