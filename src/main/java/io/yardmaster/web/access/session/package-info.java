/** Who is calling, and the sessions of people in browsers. */
package io.yardmaster.web.access.session;
