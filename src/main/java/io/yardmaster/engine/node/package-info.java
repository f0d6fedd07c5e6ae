/** This process and the others of the cluster: who they are, how healthy, and the loop that every duty runs in. */
package io.yardmaster.engine.node;
