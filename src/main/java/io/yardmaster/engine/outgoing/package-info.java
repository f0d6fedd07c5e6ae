/** Which addresses the server may call, for handlers and webhooks. */
package io.yardmaster.engine.outgoing;
