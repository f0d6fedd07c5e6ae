/** The handlers that ship with the server. */
package io.yardmaster.handlers;
