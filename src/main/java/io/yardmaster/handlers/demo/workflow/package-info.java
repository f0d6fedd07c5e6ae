/** Workflows of the made-up shop: an order, an album of pictures, an import that adds its own rows. */
package io.yardmaster.handlers.demo.workflow;
