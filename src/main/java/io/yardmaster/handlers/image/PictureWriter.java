package io.yardmaster.handlers.image;

import com.luciad.imageio.webp.WebPImageWriterSpi;
import com.luciad.imageio.webp.WebPWriteParam;
import jakarta.inject.Singleton;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Encodes pictures; nothing of what a camera noted in the source goes with them. */
@Singleton
class PictureWriter {
    static final int USUAL_QUALITY = 85;

    /** @param quality 1..100, of no effect in PNG @throws BadImageException when WebP cannot be written here */
    byte[] write(BufferedImage image, PictureFormat format, int quality) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = null;
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer = writer(format);
            writer.setOutput(out);
            ImageWriteParam how = param(writer, format, quality / 100f);
            writer.write(null, new IIOImage(format == PictureFormat.JPEG ? onWhite(image) : image, null, null), how);
        } catch (LinkageError missing) {
            throw new BadImageException("webp cannot be written on this system: its library does not load");
        } finally {
            if (writer != null) {
                writer.dispose();
            }
        }
        return bytes.toByteArray();
    }

    private static ImageWriter writer(PictureFormat format) throws IOException {
        return format == PictureFormat.WEBP
                ? new WebPImageWriterSpi().createWriterInstance()
                : ImageIO.getImageWritersByFormatName(format.word()).next();
    }

    private static ImageWriteParam param(ImageWriter writer, PictureFormat format, float quality) {
        if (format == PictureFormat.PNG) {
            return null;
        }
        ImageWriteParam how =
                format == PictureFormat.WEBP ? new WebPWriteParam(Locale.ROOT) : writer.getDefaultWriteParam();
        how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        how.setCompressionType(how.getCompressionTypes()[0]);
        how.setCompressionQuality(quality);
        return how;
    }

    /** JPEG has no transparency. */
    private static BufferedImage onWhite(BufferedImage image) {
        if (!image.getColorModel().hasAlpha()) {
            return image;
        }
        BufferedImage opaque = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = opaque.createGraphics();
        pen.drawImage(image, 0, 0, Color.WHITE, null);
        pen.dispose();
        return opaque;
    }
}
