/** The handler that brings messages to webhooks. */
package io.yardmaster.handlers.webhook;
