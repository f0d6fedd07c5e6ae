/** Reads requests strictly: bodies, fields, query parameters. Writes what answers share. */
package io.yardmaster.web.api.request;
