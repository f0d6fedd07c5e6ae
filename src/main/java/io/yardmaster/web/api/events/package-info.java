/** The live stream of the API. */
package io.yardmaster.web.api.events;
