package io.yardmaster.handlers.image;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The formats that are read and written, told apart by their first bytes and never by a name. */
enum PictureFormat {
    JPEG("jpg"),
    PNG("png"),
    WEBP("webp");

    private static final int ANIMATED = 0x02;
    private final String ending;

    PictureFormat(String ending) {
        this.ending = ending;
    }

    /** Of a file's name, without the dot. */
    String ending() {
        return ending;
    }

    /** As payloads and results name it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws BadImageException when it is another, or none, or moves */
    static PictureFormat of(byte[] bytes) {
        if (begins(bytes, 0, "\u00ff\u00d8\u00ff")) {
            return JPEG;
        }
        if (begins(bytes, 0, "\u0089PNG\r\n\u001a\n")) {
            demandStill(!isAnimatedPng(bytes));
            return PNG;
        }
        if (begins(bytes, 0, "RIFF") && begins(bytes, 8, "WEBP")) {
            demandStill(!(begins(bytes, 12, "VP8X") && bytes.length > 20 && (bytes[20] & ANIMATED) != 0));
            return WEBP;
        }
        if (begins(bytes, 0, "GIF8")) {
            throw new BadImageException("source is a GIF; only JPEG, PNG and WebP are read");
        }
        throw new BadImageException("source is no picture: only JPEG, PNG and WebP are read");
    }

    /** The chunk acTL makes a PNG move; it must come before the pixels. */
    private static boolean isAnimatedPng(byte[] bytes) {
        int at = 8;
        while (at + 8 <= bytes.length && !begins(bytes, at + 4, "IDAT")) {
            if (begins(bytes, at + 4, "acTL")) {
                return true;
            }
            int length = (bytes[at] & 0xff) << 24
                    | (bytes[at + 1] & 0xff) << 16
                    | (bytes[at + 2] & 0xff) << 8
                    | bytes[at + 3] & 0xff;
            if (length < 0 || length > bytes.length - at) {
                return false;
            }
            at += length + 12;
        }
        return false;
    }

    private static boolean begins(byte[] bytes, int at, String mark) {
        byte[] wanted = mark.getBytes(StandardCharsets.ISO_8859_1);
        if (bytes.length < at + wanted.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (bytes[at + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    private static void demandStill(boolean still) {
        if (!still) {
            throw new BadImageException("source is animated; only still pictures are processed");
        }
    }
}
