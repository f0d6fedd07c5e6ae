package io.yardmaster.store.record;

import java.nio.charset.StandardCharsets;

/** Reads what {@link Packer} wrote. @throws IndexOutOfBoundsException where the record ends too early */
final class Unpacker {
    private static final int LONGEST_NUMBER = 63;
    private final byte[] bytes;
    private int at;

    Unpacker(byte[] bytes) {
        this.bytes = bytes;
    }

    int octet() {
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
        long size = number();
        if (size < 0 || size > bytes.length - at) {
            throw new IndexOutOfBoundsException("a text is longer than the record");
        }
        String text = new String(bytes, at, (int) size, StandardCharsets.UTF_8);
        at += (int) size;
        return text;
    }
}
