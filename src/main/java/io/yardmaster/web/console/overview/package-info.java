/** The page /: is everything right, and if not, where? */
package io.yardmaster.web.console.overview;
