/** The handler image.process: where pictures come from, how they are read, changed and written, and their limits. */
package io.yardmaster.handlers.image;
