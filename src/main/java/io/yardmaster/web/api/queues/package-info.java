/** Queues over JSON. */
package io.yardmaster.web.api.queues;
