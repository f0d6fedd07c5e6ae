/** The verbs on jobs: enqueue, act on jobs, queues and the dead; handlers, their context, events and settings. */
package io.yardmaster.engine;
