/** One run of one job on this node, from its begin to its outcome. */
package io.yardmaster.engine.worker.run;
