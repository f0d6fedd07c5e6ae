/** The page /dead: what died, and retry or purge in bulk with a preview. */
package io.yardmaster.web.console.dead;
