/** Charts as SVG, drawn on the server. */
package io.yardmaster.web.console.chart;
