package io.yardmaster.handlers.image;

import io.yardmaster.handlers.image.PictureStep.Fit;
import io.yardmaster.handlers.image.PictureStep.Params;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Arrays;
import net.coobird.thumbnailator.Thumbnails;

/** A picture while it is worked on, and how it is to be written in the end. */
final class Canvas {
    private static final Params NONE = new Params(null, null, null, null, null, null, null);

    private final long mostPixels;
    private BufferedImage image;
    private PictureFormat format;
    private int quality = PictureWriter.USUAL_QUALITY;

    Canvas(BufferedImage image, PictureFormat format, long mostPixels) {
        this.image = image;
        this.format = format;
        this.mostPixels = mostPixels;
    }

    BufferedImage image() {
        return image;
    }

    PictureFormat format() {
        return format;
    }

    int quality() {
        return quality;
    }

    /** Does one operation. @throws BadImageException when its parameters do not fit the picture */
    void apply(PictureStep step) throws IOException {
        Params params = step.params() == null ? NONE : step.params();
        switch (step.type()) {
            case RESIZE -> resize(params);
            case CROP -> crop(params);
            case COMPRESS -> compress(params);
        }
    }

    private void resize(Params params) throws IOException {
        Integer width = params.width();
        Integer height = params.height();
        Fit fit = params.fit() == null ? Fit.INSIDE : params.fit();
        demand(width != null || height != null, "resize needs params.width or params.height");
        if (fit == Fit.FILL || fit == Fit.COVER) {
            demand(width != null && height != null, fit + " needs params.width and params.height");
        }
        double across = width == null ? Double.MAX_VALUE : (double) width / image.getWidth();
        double down = height == null ? Double.MAX_VALUE : (double) height / image.getHeight();
        switch (fit) {
            case FILL -> scale(width, height);
            case INSIDE -> {
                double by = Math.min(across, down);
                scale(side(image.getWidth(), by), side(image.getHeight(), by));
            }
            case COVER -> {
                double by = Math.max(across, down);
                scale(Math.max(width, side(image.getWidth(), by)), Math.max(height, side(image.getHeight(), by)));
                cut((image.getWidth() - width) / 2, (image.getHeight() - height) / 2, width, height);
            }
        }
    }

    private void crop(Params params) {
        demand(params.width() != null && params.height() != null, "crop needs params.width and params.height");
        int x = params.x() == null ? 0 : params.x();
        int y = params.y() == null ? 0 : params.y();
        demand(
                (long) x + params.width() <= image.getWidth() && (long) y + params.height() <= image.getHeight(),
                "crop leaves the picture, which is " + image.getWidth() + " x " + image.getHeight() + " by then");
        cut(x, y, params.width(), params.height());
    }

    private void compress(Params params) {
        quality = params.quality() == null ? quality : params.quality();
        if (params.format() != null) {
            format = Arrays.stream(PictureFormat.values())
                    .filter(known -> known.word().equals(params.format()))
                    .findFirst()
                    .orElseThrow(() -> new BadImageException("params.format must be jpeg, png or webp"));
        }
    }

    private void scale(int width, int height) throws IOException {
        demand((long) width * height <= mostPixels, "resize would make more than " + mostPixels + " pixels");
        if (width != image.getWidth() || height != image.getHeight()) {
            image = Thumbnails.of(image).forceSize(width, height).asBufferedImage();
        }
    }

    private void cut(int x, int y, int width, int height) {
        BufferedImage part = new BufferedImage(width, height, image.getType());
        part.setRGB(0, 0, width, height, image.getRGB(x, y, width, height, null, 0, width), 0, width);
        image = part;
    }

    private static int side(int length, double by) {
        return Math.clamp(Math.round(length * by), 1, Integer.MAX_VALUE);
    }

    private static void demand(boolean holds, String otherwise) {
        if (!holds) {
            throw new BadImageException(otherwise);
        }
    }
}
