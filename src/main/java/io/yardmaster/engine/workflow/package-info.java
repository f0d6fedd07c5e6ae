/** Workflows: made, moved on by what becomes of their members, ended. */
package io.yardmaster.engine.workflow;
