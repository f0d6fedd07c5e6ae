/**
 * Starts and stops a server in order, and says in one sentence why a start is refused. Made by the root; nobody else
 * knows it.
 */
package io.yardmaster.launch;
