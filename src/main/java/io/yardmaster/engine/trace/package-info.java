/** Trace contexts: what a run belongs to, and the spans that are sent to a collector where one is named. */
package io.yardmaster.engine.trace;
