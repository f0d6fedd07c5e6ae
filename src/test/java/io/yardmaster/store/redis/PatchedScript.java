package io.yardmaster.store.redis;

import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** A script with other text in it, for as long as this is open; Redis learns it with its next call. */
public final class PatchedScript implements AutoCloseable {
    private final Script script;
    private final byte[] source;
    private final byte[] hash;

    private PatchedScript(Script script) {
        this.script = script;
        this.source = get("source");
        this.hash = get("hash");
    }

    /** @throws IllegalArgumentException where the script does not hold that text */
    public static PatchedScript of(Script script, String right, String wrong) {
        PatchedScript patched = new PatchedScript(script);
        String text = new String(patched.source, StandardCharsets.UTF_8);
        if (!text.contains(right)) {
            throw new IllegalArgumentException(script + " does not hold: " + right);
        }
        patched.set(text.replace(right, wrong).getBytes(StandardCharsets.UTF_8));
        return patched;
    }

    private void set(byte[] text) {
        try {
            byte[] sha = MessageDigest.getInstance("SHA-1").digest(text);
            set("source", text);
            set("hash", HexFormat.of().formatHex(sha).getBytes(StandardCharsets.US_ASCII));
        } catch (ReflectiveOperationException | NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void set(String name, byte[] value) throws ReflectiveOperationException {
        field(name).set(script, value);
    }

    private byte[] get(String name) {
        try {
            return (byte[]) field(name).get(script);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Field field(String name) throws ReflectiveOperationException {
        Field field = Script.class.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }

    @Override
    public void close() {
        set(source);
        if (!Arrays.equals(hash, get("hash"))) {
            throw new IllegalStateException(script + " is not as it was");
        }
    }

    @Override
    public String toString() {
        return "patched " + script;
    }
}
