/** The pages of alerts: what fires and fired, rules with a preview, webhooks with their deliveries. */
package io.yardmaster.web.console.alerts;
