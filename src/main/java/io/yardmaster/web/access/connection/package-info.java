/** What a request must be before anybody acts on it: its head in order, its body not too slow, too large or too much. */
package io.yardmaster.web.access.connection;
