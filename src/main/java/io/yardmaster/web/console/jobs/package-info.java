/** The page /jobs: lists of jobs by state. */
package io.yardmaster.web.console.jobs;
