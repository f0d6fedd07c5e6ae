/** The handlers that this node knows, how their payloads are read and checked, and what they say of themselves. */
package io.yardmaster.engine.handler;
