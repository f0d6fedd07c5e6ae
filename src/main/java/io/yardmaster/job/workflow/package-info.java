/** Workflows as values: the tree that somebody asks for, and the numbered parts that it becomes. */
package io.yardmaster.job.workflow;
