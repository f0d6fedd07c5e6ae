/** Percentiles, error rates and history over JSON. */
package io.yardmaster.web.api.metrics;
