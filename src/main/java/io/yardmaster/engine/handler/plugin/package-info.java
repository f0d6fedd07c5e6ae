/** Jars with more handlers: how they are found, kept apart from the server, started and stopped. */
package io.yardmaster.engine.handler.plugin;
