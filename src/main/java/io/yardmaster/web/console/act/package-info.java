/** What answers a button: a redirect, and a toast that says what was done. */
package io.yardmaster.web.console.act;
