/**
 * What the author of a handler sees: the interface to implement, the annotation that names the job type, and what a
 * plugin is. Packed as {@code yardmaster-api} together with the outcomes of {@code job}; knows only {@code java.*}.
 */
package io.yardmaster.api;
