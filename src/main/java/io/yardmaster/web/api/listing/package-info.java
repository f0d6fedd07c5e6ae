/** What calls that list jobs have in common: their filters, and how many of them are answered at once. */
package io.yardmaster.web.api.listing;
