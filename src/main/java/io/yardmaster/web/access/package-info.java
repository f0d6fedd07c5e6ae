/** Who may see and who may act: credentials, sessions, forgery guards and headers. */
package io.yardmaster.web.access;
