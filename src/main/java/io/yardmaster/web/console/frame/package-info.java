/** What stands around every page: menu, viewer, assets, and the page shown while the store is away. */
package io.yardmaster.web.console.frame;
