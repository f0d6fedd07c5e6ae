/** Acts on jobs that were picked in a list, and on all that its filters fit: first a preview, then the act. */
package io.yardmaster.web.console.selections;
