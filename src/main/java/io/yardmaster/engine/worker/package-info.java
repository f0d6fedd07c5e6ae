/** Puts the parts of a worker together, starts them, and drains them. */
package io.yardmaster.engine.worker;
