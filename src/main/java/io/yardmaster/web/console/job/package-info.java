/** The page of one job: what happened to it and what will, and its buttons. */
package io.yardmaster.web.console.job;
