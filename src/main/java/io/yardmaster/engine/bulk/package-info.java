/** Acts on many dead jobs at once, in the background, and says how far each operation is. */
package io.yardmaster.engine.bulk;
