/** Bulk acts under way: how far each is, which node carries it out, and how it is taken back. */
package io.yardmaster.engine.operation;
