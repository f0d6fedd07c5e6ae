/** Reads what makes a job the only one of its kind. */
package io.yardmaster.web.api.jobs.unique;
