/** The pages to sign in and out, the links that sign in once, and the limit on wrong tries. */
package io.yardmaster.web.access.login;
