/** The schedules of the demo's shop. */
package io.yardmaster.handlers.demo.schedule;
