/** The page of one queue, and its buttons. */
package io.yardmaster.web.console.queue;
