/** The loops beside the dispatcher: renew, recover, promote, trim, beat. */
package io.yardmaster.engine.worker.upkeep;
