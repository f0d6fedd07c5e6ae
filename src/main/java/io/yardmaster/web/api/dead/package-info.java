/** Dead jobs over JSON: list, retry and purge in bulk, and the operations that do it. */
package io.yardmaster.web.api.dead;
