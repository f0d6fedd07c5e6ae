/** What beans of an application may be, and what they may ask for: waits, deaths, and jobs of their own. */
package io.yardmaster.api.beans;
