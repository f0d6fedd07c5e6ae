package io.yardmaster.handlers.http;

import com.fasterxml.jackson.databind.util.TokenBuffer;
import io.yardmaster.api.Bounds;
import java.util.Map;

/**
 * The payload of http.request, as it came.
 *
 * @param url where to
 * @param method null = POST with a body, else GET
 * @param headers null = none
 * @param body text, or JSON that is sent digit for digit; null = none
 * @param timeoutMs null = 30,000
 */
record HttpPayload(
        @Bounds(required = true, min = 1, max = 8_192, description = "An address of http or https")
        String url,

        @Bounds(max = 10, description = "POST with a body, else GET, where nothing is said")
        String method,

        @Bounds(max = 50, description = "By name") Map<String, String> headers,

        @Bounds(description = "Text, or JSON") TokenBuffer body,

        @Bounds(min = 1, max = PayloadRules.LONGEST_TIMEOUT_MS, description = "30,000 where nothing is said")
        Long timeoutMs) {}
