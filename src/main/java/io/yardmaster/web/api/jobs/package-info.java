/** Jobs over JSON: enqueue, find, list, act. */
package io.yardmaster.web.api.jobs;
