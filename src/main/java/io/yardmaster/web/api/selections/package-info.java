/** The JSON API of acts on many jobs of one state. */
package io.yardmaster.web.api.selections;
