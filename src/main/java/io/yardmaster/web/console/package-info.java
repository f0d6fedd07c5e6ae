/** HTML for people: server-rendered pages, acts as plain forms, one live stream a page. */
package io.yardmaster.web.console;
