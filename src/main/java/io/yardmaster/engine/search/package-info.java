/** Lists of jobs: a page at a time, in the order of their state, with filters. */
package io.yardmaster.engine.search;
