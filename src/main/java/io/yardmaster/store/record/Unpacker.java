package io.yardmaster.store.record;

import java.nio.charset.StandardCharsets;

/** Reads what {@link Packer} wrote. @throws IndexOutOfBoundsException where the record ends too early */
final class Unpacker {
    private static final int LONGEST_NUMBER = 63;
    private final byte[] bytes;
    private final int end;
    private int at;

    Unpacker(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private Unpacker(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    boolean isOver() {
        return at >= end;
    }

    void skip(int octets) {
        at += checked(octets);
    }

    int octet() {
        checked(1);
        return bytes[at++] & 255;
    }

    long instant() {
        long value = 0;
        for (int i = 0; i < 6; i++) {
            value = value << 8 | octet();
        }
        return value;
    }

    long number() {
        long value = 0;
        for (int shift = 0; shift <= LONGEST_NUMBER; shift += 7) {
            int next = octet();
            value |= (long) (next & 127) << shift;
            if (next < 128) {
                return value;
            }
        }
        throw new IndexOutOfBoundsException("a number does not end");
    }

    String text() {
        int size = checked(number());
        String text = new String(bytes, at, size, StandardCharsets.UTF_8);
        at += size;
        return text;
    }

    /** What follows as a part of its own, its length before it. */
    Unpacker part() {
        int size = checked(number());
        Unpacker part = new Unpacker(bytes, at, at + size);
        at += size;
        return part;
    }

    /** All that is left, as text. */
    String rest() {
        String text = new String(bytes, at, end - at, StandardCharsets.UTF_8);
        at = end;
        return text;
    }

    private int checked(long size) {
        if (size < 0 || size > end - at) {
            throw new IndexOutOfBoundsException("it ends too early");
        }
        return (int) size;
    }
}
