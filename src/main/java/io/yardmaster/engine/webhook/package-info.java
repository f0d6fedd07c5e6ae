/** Webhooks: where they are, how they are signed, and the jobs that deliver to them. */
package io.yardmaster.engine.webhook;
