/** Claims, runs and finishes jobs, keeps their leases, recovers what was lost, and stops in order. */
package io.yardmaster.engine.worker;
