/** Claims jobs for the free slots and writes their ends back. */
package io.yardmaster.engine.worker.dispatch;
