/** What a queue keeps of jobs that have ended. */
package io.yardmaster.engine.retention;
