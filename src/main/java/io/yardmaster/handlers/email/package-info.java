/** The handler email.send: what a letter may hold, its template, and the way out by SMTP or into the outbox. */
package io.yardmaster.handlers.email;
