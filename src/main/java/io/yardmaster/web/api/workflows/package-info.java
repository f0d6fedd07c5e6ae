/** Workflows as programs see them. */
package io.yardmaster.web.api.workflows;
