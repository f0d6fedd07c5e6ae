/** JSON for programs: the contract of version 1, checked strictly. */
package io.yardmaster.web.api;
