package io.yardmaster.web.access.client;

import java.util.List;

/**
 * What the operator said of those who call. A bean of the launcher.
 *
 * @param trustedProxies networks in CIDR notation whose {@code X-Forwarded-} headers are believed; may be empty
 * @param hosts the names that the server answers to, in small letters and without a port; empty = any
 */
public record ClientSettings(List<String> trustedProxies, List<String> hosts) {
    public ClientSettings {
        trustedProxies = List.copyOf(trustedProxies);
        hosts = List.copyOf(hosts);
    }
}
