/** Nodes, job types, health and the description of the API itself. */
package io.yardmaster.web.api.cluster;
