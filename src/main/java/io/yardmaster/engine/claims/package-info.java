/** The one door of workers, local and remote: take jobs, end them, take back what a lost worker held. */
package io.yardmaster.engine.claims;
