/** Alert rules, alerts, webhooks and deploy markers as the API speaks of them. */
package io.yardmaster.web.api.alerts;
