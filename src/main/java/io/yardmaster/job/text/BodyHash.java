package io.yardmaster.job.text;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** Tells whether two requests with the same client-made id ask for the same job. */
public final class BodyHash {
    private static final int BYTES = 12;

    private BodyHash() {}

    /**
     * The first 96 bits of the SHA-256 of the canonical text, in 16 URL-safe characters.
     *
     * @param canonical the request without its id, as canonical JSON (sorted keys, no white space)
     */
    public static String of(String canonical) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(sha256(canonical), BYTES));
    }

    /** The whole SHA-256 of a text, in 64 lower-case hexadecimal digits. */
    public static String full(String text) {
        return HexFormat.of().formatHex(sha256(text));
    }

    private static byte[] sha256(String canonical) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
