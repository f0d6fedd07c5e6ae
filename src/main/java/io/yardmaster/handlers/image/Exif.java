package io.yardmaster.handlers.image;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import net.coobird.thumbnailator.util.exif.ExifFilterUtils;
import net.coobird.thumbnailator.util.exif.ExifUtils;
import net.coobird.thumbnailator.util.exif.Orientation;

/** What a camera notes of how it was held: such a picture is turned before anything else is done with it. */
final class Exif {
    private static final int APP1 = 0xe1;
    private static final int START_OF_SCAN = 0xda;
    private static final int END = 0xd9;

    private Exif() {}

    /** The picture upright; the same one where nothing is noted. @param jpeg the bytes that it was read from */
    static BufferedImage upright(BufferedImage image, byte[] jpeg) {
        Orientation orientation = orientation(jpeg);
        return orientation == null || orientation == Orientation.TOP_LEFT
                ? image
                : ExifFilterUtils.getFilterForOrientation(orientation).apply(image);
    }

    /** False when the mark of its end is missing: what decodes it would fill up the rest in grey. */
    static boolean hasEnd(byte[] jpeg) {
        int at = 2;
        while (isSegment(jpeg, at)) {
            at += 2 + length(jpeg, at);
        }
        for (int i = at; i + 1 < jpeg.length; i++) {
            if ((jpeg[i] & 0xff) == 0xff && (jpeg[i + 1] & 0xff) == END) {
                return true;
            }
        }
        return false;
    }

    private static Orientation orientation(byte[] jpeg) {
        for (int at = 2; isSegment(jpeg, at); at += 2 + length(jpeg, at)) {
            int end = at + 2 + length(jpeg, at);
            if ((jpeg[at + 1] & 0xff) == APP1 && end <= jpeg.length) {
                Orientation found = read(Arrays.copyOfRange(jpeg, at + 4, end));
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    /** True for a segment that comes before the pixels. */
    private static boolean isSegment(byte[] jpeg, int at) {
        return at + 4 <= jpeg.length && (jpeg[at] & 0xff) == 0xff && (jpeg[at + 1] & 0xff) != START_OF_SCAN;
    }

    private static int length(byte[] jpeg, int at) {
        return Math.max(2, (jpeg[at + 2] & 0xff) << 8 | jpeg[at + 3] & 0xff);
    }

    /** Null when the segment is of another kind, or broken: a picture with a broken note is still a picture. */
    private static Orientation read(byte[] segment) {
        try {
            return ExifUtils.getOrientationFromExif(segment);
        } catch (RuntimeException broken) {
            return null;
        }
    }
}
