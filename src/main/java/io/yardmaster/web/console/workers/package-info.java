/** Who works, on what, and how healthy? */
package io.yardmaster.web.console.workers;
