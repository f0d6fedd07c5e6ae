/** The handler http.request: what may be called, the call itself, and what its answer means for the job. */
package io.yardmaster.handlers.http;
