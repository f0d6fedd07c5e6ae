package io.yardmaster.handlers.http;

import com.fasterxml.jackson.databind.util.TokenBuffer;
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
record HttpPayload(String url, String method, Map<String, String> headers, TokenBuffer body, Long timeoutMs) {}
