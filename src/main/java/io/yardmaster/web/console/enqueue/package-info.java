/** The page /enqueue: a form for one job. */
package io.yardmaster.web.console.enqueue;
