/** Alert rules, what they find, and who is told of it. Watches; it acts on no job. */
package io.yardmaster.insight.alert;
