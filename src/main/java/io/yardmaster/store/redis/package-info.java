/** The wire to Redis: long-lived connections that heal, scripts by hash, and the server's own Redis. */
package io.yardmaster.store.redis;
