package io.yardmaster.web.access.client;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** Random words that open something, and what may be kept of them. */
public final class Secret {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;
    /** Characters of a word. */
    public static final int LENGTH = 43;

    private Secret() {}

    /** A word that nobody guesses: 256 bits in {@value #LENGTH} URL-safe characters. */
    public static String random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return encode(bytes);
    }

    /** What is kept of a word, so that the place where it is kept opens nothing: its SHA-256, URL-safe. */
    public static String hash(String word) {
        return encode(sha256(word));
    }

    /** True when both are the same; takes as long when they are not. */
    public static boolean same(String one, String other) {
        return MessageDigest.isEqual(sha256(one), sha256(other));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
