/** The page /system: the store and the nodes. */
package io.yardmaster.web.console.system;
