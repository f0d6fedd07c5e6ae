/** The page of the keys that unique jobs of a queue hold. */
package io.yardmaster.web.console.keys;
