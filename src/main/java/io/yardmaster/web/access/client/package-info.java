/** Where a request comes from, through which proxy, and how often its sender may try a secret. */
package io.yardmaster.web.access.client;
