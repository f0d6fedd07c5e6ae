/** The top floor, which sees every other: it starts what runs in a written order and stops it in reverse. */
package io.yardmaster;
