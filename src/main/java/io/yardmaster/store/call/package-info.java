/** The keys and arguments of the scripts, and what they answer. */
package io.yardmaster.store.call;
