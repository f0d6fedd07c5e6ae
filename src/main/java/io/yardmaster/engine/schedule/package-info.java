/** Schedules: what they say, when they fire, and the loop that makes each tick a job exactly once over all nodes. */
package io.yardmaster.engine.schedule;
