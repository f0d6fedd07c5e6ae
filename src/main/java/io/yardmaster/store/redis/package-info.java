/** The wire to Redis: connections, pipelines, scripts by their hash, and when the store counts as away. */
package io.yardmaster.store.redis;
