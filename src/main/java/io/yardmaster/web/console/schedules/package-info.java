/** What runs when, and did it? The schedules, one of them, and a day of all. */
package io.yardmaster.web.console.schedules;
