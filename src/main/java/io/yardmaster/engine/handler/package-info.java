/** What a job type is: the interface that its code implements, and the registry that finds it. */
package io.yardmaster.engine.handler;
