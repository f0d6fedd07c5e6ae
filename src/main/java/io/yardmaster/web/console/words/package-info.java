/** How the pages write numbers, times and durations. */
package io.yardmaster.web.console.words;
