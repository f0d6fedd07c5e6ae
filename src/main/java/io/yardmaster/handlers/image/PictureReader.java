package io.yardmaster.handlers.image;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import jakarta.inject.Singleton;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Decodes pictures. The size is read from the header and held to the limit before a pixel is decoded; every picture
 * comes out in eight bits of red, green, blue and, where it has any, transparency.
 */
@Singleton
class PictureReader {
    private static final int LONGEST_SIDE = 30_000;

    private final ImageReaderSpi jpeg = new JPEGImageReaderSpi();
    private final ImageReaderSpi webp = new WebPImageReaderSpi();
    private final PixelBudget budget;

    PictureReader(PixelBudget budget) {
        this.budget = budget;
        IIORegistry.getDefaultInstance().registerServiceProvider(jpeg, ImageReaderSpi.class); // finds its delegate
    }

    /** @throws BadImageException when it is too large, or broken */
    BufferedImage read(byte[] bytes, PictureFormat format) {
        ImageReader reader = null;
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            reader = reader(format);
            reader.setInput(in, true, false);
            demandSize(reader.getWidth(0), reader.getHeight(0));
            if (format == PictureFormat.JPEG && !Exif.hasEnd(bytes)) {
                throw new BadImageException("source is truncated: its end is missing");
            }
            BufferedImage plain = plain(reader.read(0));
            return format == PictureFormat.JPEG ? Exif.upright(plain, bytes) : plain;
        } catch (IOException | IndexOutOfBoundsException | IllegalArgumentException | IllegalStateException broken) {
            throw new BadImageException("source is broken or truncated, it cannot be read as " + format.word()
                    + (broken.getMessage() == null ? "" : ": " + broken.getMessage()));
        } finally {
            if (reader != null) {
                reader.dispose();
            }
        }
    }

    private ImageReader reader(PictureFormat format) throws IOException {
        return switch (format) {
            case JPEG -> jpeg.createReaderInstance();
            case WEBP -> webp.createReaderInstance();
            case PNG -> ImageIO.getImageReadersByFormatName("png").next();
        };
    }

    private void demandSize(int width, int height) {
        if (width < 1
                || height < 1
                || width > LONGEST_SIDE
                || height > LONGEST_SIDE
                || (long) width * height > budget.mostPixels()) {
            throw new BadImageException("source is " + width + " x " + height + " pixels; at most "
                    + budget.mostPixels() + " pixels and " + LONGEST_SIDE + " a side are processed");
        }
    }

    private static BufferedImage plain(BufferedImage image) {
        boolean clear = image.getColorModel().hasAlpha();
        BufferedImage plain = new BufferedImage(
                image.getWidth(), image.getHeight(), clear ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = plain.createGraphics();
        pen.drawImage(image, 0, 0, null);
        pen.dispose();
        return plain;
    }
}
