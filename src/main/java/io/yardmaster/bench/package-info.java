/** Measures the server's real path on a Redis of its own, beside what that Redis can do bare. */
package io.yardmaster.bench;
