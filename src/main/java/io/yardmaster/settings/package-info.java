/**
 * Reads what an operator set, from the environment and from files, checks it, and makes one record for each floor.
 */
package io.yardmaster.settings;
