/** The meters that Prometheus reads at /q/metrics. */
package io.yardmaster.web.prometheus;
