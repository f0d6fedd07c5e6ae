/** What is wrong with a queue and why a job does not run, as facts with numbers. It watches and never acts. */
package io.yardmaster.insight.health;
