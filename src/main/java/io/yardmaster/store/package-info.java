/** The only room that knows what lies where in Redis: keys, scripts, packed records, and one store class per noun. */
package io.yardmaster.store;
