/** Parts that several pages show: what is wrong, and totals. */
package io.yardmaster.web.console.parts;
