/** What a connection may do before anybody has read its request: how many there are, how slow and how malformed. */
package io.yardmaster.web.access.connection;
