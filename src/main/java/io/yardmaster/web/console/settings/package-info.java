/** What is set of queues and of the cluster, and the forms that change it. */
package io.yardmaster.web.console.settings;
