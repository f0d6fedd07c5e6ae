/** The pages of workflows: how far each is, and where it is stuck. */
package io.yardmaster.web.console.workflows;
