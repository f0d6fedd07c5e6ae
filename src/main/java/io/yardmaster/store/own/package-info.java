/** The server's own Redis: its program, its settings, its start, its end, and its restart when it dies. */
package io.yardmaster.store.own;
