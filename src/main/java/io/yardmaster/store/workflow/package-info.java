/** Workflows in the store: what is kept of each in a slot of its own, and of its members in the slots of their queues. */
package io.yardmaster.store.workflow;
