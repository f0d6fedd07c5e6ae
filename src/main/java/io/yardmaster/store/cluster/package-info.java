/** What is kept of the whole cluster, in one class a noun: nodes, operations, sessions, schedules. */
package io.yardmaster.store.cluster;
