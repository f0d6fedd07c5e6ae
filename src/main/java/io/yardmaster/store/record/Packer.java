package io.yardmaster.store.record;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes a packed record: bytes, big-endian numbers of 6 bytes, numbers of variable length, and text with its length. */
final class Packer {
    private static final int SHORTEST = 64;
    private byte[] bytes;
    private int size;

    Packer(int expected) {
        bytes = new byte[Math.max(SHORTEST, expected)];
    }

    Packer octet(int value) {
        room(1);
        bytes[size++] = (byte) value;
        return this;
    }

    /** Milliseconds up to the year 10,895. */
    Packer instant(long epochMs) {
        room(6);
        for (int shift = 40; shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (epochMs >>> shift);
        }
        return this;
    }

    Packer number(long value) {
        room(10);
        long rest = value;
        while (rest > 127) {
            bytes[size++] = (byte) (rest & 127 | 128);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
        return this;
    }

    Packer text(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        return number(encoded.length).raw(encoded);
    }

    /** Text of at most 255 bytes, its length in one octet. */
    Packer word(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        return octet(encoded.length).raw(encoded);
    }

    private Packer raw(byte[] encoded) {
        room(encoded.length);
        System.arraycopy(encoded, 0, bytes, size, encoded.length);
        size += encoded.length;
        return this;
    }

    /** A section of one text; nothing when it is null. */
    Packer section(int tag, String text) {
        return text == null ? this : octet(tag).text(text);
    }

    /** A section that was packed by itself. */
    Packer section(int tag, Packer part) {
        octet(tag).number(part.size);
        room(part.size);
        System.arraycopy(part.bytes, 0, bytes, size, part.size);
        size += part.size;
        return this;
    }

    byte[] packed() {
        return bytes.length == size ? bytes : Arrays.copyOf(bytes, size);
    }

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }
}
