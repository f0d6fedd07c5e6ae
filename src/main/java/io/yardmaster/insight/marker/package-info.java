/** Deploy markers: lines in charts that say what was changed when. */
package io.yardmaster.insight.marker;
