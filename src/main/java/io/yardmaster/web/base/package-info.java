/** The path below which a proxy shows the server: taken off every request, put before every address that goes out. */
package io.yardmaster.web.base;
