package io.yardmaster.handlers.image;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.yardmaster.api.Bounds;

/**
 * One operation of a payload.
 *
 * @param type resize, crop or compress
 * @param params what it needs; null = nothing
 */
record PictureStep(@Bounds(required = true) Type type, Params params) {

    static final int LONGEST_SIDE = 16_384;

    /** What can be done with a picture, by the words of payloads. */
    enum Type {
        @JsonProperty("resize")
        RESIZE,
        @JsonProperty("crop")
        CROP,
        @JsonProperty("compress")
        COMPRESS;

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** How a resized picture fills its box: within it, all of it with the rest cut off, or distorted. */
    enum Fit {
        @JsonProperty("inside")
        INSIDE,
        @JsonProperty("cover")
        COVER,
        @JsonProperty("fill")
        FILL;

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * What the operations need; each its own.
     *
     * @param fit null = inside
     * @param quality of compress; null = {@value PictureWriter#USUAL_QUALITY}
     * @param format jpeg, png or webp; null = that of the source
     */
    record Params(
            @Bounds(min = 1, max = LONGEST_SIDE, description = "For resize and crop: pixels")
            Integer width,

            @Bounds(min = 1, max = LONGEST_SIDE, description = "For resize and crop: pixels")
            Integer height,

            @Bounds(description = "For resize: how it fills its box; inside where nothing is said")
            Fit fit,

            @Bounds(min = 0, description = "For crop: pixels from the left")
            Integer x,

            @Bounds(min = 0, description = "For crop: pixels from the top")
            Integer y,

            @Bounds(min = 1, max = 100, description = "For compress: 85 where nothing is said; of no effect in png")
            Integer quality,

            @Bounds(description = "For compress: jpeg, png or webp")
            String format) {}
}
