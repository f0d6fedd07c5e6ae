/** What a request can have wrong, and the problem document (RFC 9457) that answers it. */
package io.yardmaster.web.problem;
