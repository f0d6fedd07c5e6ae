/** The page /made: the letters and pictures that handlers wrote to the data directory of this node. */
package io.yardmaster.web.console.made;
