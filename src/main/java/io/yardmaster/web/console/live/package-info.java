/** Looks at the cluster once for all viewers, and sends the parts of a page that changed. */
package io.yardmaster.web.console.live;
