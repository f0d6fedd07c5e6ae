/** Lists queues with what is in them, pauses and resumes them. */
package io.yardmaster.engine.queues;
