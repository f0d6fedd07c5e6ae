/** The grammar of names, and bounds on text from outside. */
package io.yardmaster.job.text;
