/** Checks the whole store while it works, and mends what it finds. */
package io.yardmaster.engine.fsck;
