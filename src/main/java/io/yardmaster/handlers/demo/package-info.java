/** A shop that never closes: the traffic of {@code start --demo}, the services it calls and the handlers it needs. */
package io.yardmaster.handlers.demo;
