package io.yardmaster.engine.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The secrets of webhooks and what is signed with them, by Standard Webhooks 1.0. */
public final class WebhookSecret {
    public static final int LEAST_BYTES = 24;
    public static final int MOST_BYTES = 64;

    private static final String PREFIX = "whsec_";
    private static final int MADE_BYTES = 32;

    private WebhookSecret() {}

    /** True for {@code whsec_} and the base64 of 24 to 64 bytes. */
    public static boolean isSecret(String text) {
        if (!text.startsWith(PREFIX) || text.length() > PREFIX.length() + 2 * MOST_BYTES) {
            return false;
        }
        try {
            int bytes = bytes(text).length;
            return bytes >= LEAST_BYTES && bytes <= MOST_BYTES;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    /** A new one. */
    public static String make() {
        byte[] random = new byte[MADE_BYTES];
        new SecureRandom().nextBytes(random);
        return PREFIX + Base64.getEncoder().encodeToString(random);
    }

    /**
     * The header {@code webhook-signature}: for each secret {@code v1,} and the base64 of HMAC-SHA-256 over id,
     * timestamp and body, joined by dots.
     *
     * @param seconds since 1970
     */
    public static String sign(List<String> secrets, String id, long seconds, String body) {
        return secrets.stream()
                .map(secret -> "v1," + sign(secret, id + "." + seconds + "." + body))
                .collect(Collectors.joining(" "));
    }

    private static String sign(String secret, String content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(bytes(secret), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has HmacSHA256", impossible);
        }
    }

    private static byte[] bytes(String secret) {
        return Base64.getDecoder().decode(secret.substring(PREFIX.length()));
    }
}
