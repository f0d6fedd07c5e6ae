/** Acts on many jobs at once: those that died, those of a state, or those that somebody selected. */
package io.yardmaster.engine.bulk;
