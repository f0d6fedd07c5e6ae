package io.yardmaster.web.access.connection;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.Locale;

/**
 * Finds header lines that go on in the next line (obs-fold of RFC 9112), which the decoder would join without a word: it
 * makes the first letter of such a line one that no decoder takes. It follows the bytes from head to body to head as the
 * decoder does, and looks no further once it is not sure where a body ends.
 */
final class HeadFolds extends ChannelInboundHandlerAdapter {
    private static final byte REFUSED = 1;
    /** Of a line, as much as tells how long the body is; a longer one of that kind makes it unsure. */
    private static final int LONGEST = 128;

    private static final String LENGTH = "content-length:";
    private static final String CODING = "transfer-encoding:";

    private enum Place {
        START,
        HEAD,
        BODY,
        CHUNK_SIZE,
        CHUNK,
        TRAILER,
        UNSURE
    }

    private final StringBuilder line = new StringBuilder(LONGEST);
    private Place place = Place.START;
    /** Bytes of the body, or of the chunk and the end of its line, that are still to come. */
    private long left;

    private long length;
    private boolean chunked;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof ByteBuf bytes) {
            follow(bytes);
        }
        context.fireChannelRead(message);
    }

    /** Looks at all readable bytes, and reads none. */
    void follow(ByteBuf bytes) {
        int at = bytes.readerIndex();
        while (at < bytes.writerIndex() && place != Place.UNSURE) {
            if (place == Place.BODY || place == Place.CHUNK) {
                int skipped = (int) Math.min(left, bytes.writerIndex() - at);
                at += skipped;
                left -= skipped;
                if (left == 0) {
                    place = place == Place.BODY ? Place.START : Place.CHUNK_SIZE;
                }
                continue;
            }
            byte letter = bytes.getByte(at);
            boolean folds = letter == ' ' || letter == '\t';
            if (folds && line.isEmpty() && (place == Place.HEAD || place == Place.TRAILER)) {
                bytes.setByte(at, REFUSED);
                place = Place.UNSURE; // nothing is decoded after it
                return;
            }
            take(letter);
            at++;
        }
    }

    private void take(byte letter) {
        if (letter == '\n') {
            int end = line.length();
            boolean returned = end > 0 && line.charAt(end - 1) == '\r';
            line.setLength(returned ? end - 1 : end);
            ends(line.toString());
            line.setLength(0);
        } else if (line.length() < LONGEST) {
            line.append((char) (letter & 0xff));
        }
    }

    private void ends(String text) {
        switch (place) {
            case START -> begins(text);
            case HEAD -> header(text);
            case CHUNK_SIZE -> size(text);
            default -> place = text.isEmpty() ? Place.START : Place.TRAILER;
        }
    }

    /** The request line; empty ones before it count for nothing. */
    private void begins(String text) {
        if (!text.isBlank()) {
            place = Place.HEAD;
            length = 0;
            chunked = false;
        }
    }

    private void header(String text) {
        if (text.isEmpty()) {
            left = length;
            place = chunked ? Place.CHUNK_SIZE : length > 0 ? Place.BODY : Place.START;
        } else if (text.regionMatches(true, 0, LENGTH, 0, LENGTH.length())) {
            length = number(value(text, LENGTH), 10);
            unsureIf(length < 0);
        } else if (text.regionMatches(true, 0, CODING, 0, CODING.length())) {
            chunked = value(text, CODING).equals("chunked");
            unsureIf(!chunked);
        }
    }

    private void size(String text) {
        int extension = text.indexOf(';');
        long size = number((extension < 0 ? text : text.substring(0, extension)).strip(), 16);
        left = size + 2; // CR and LF
        place = size == 0 ? Place.TRAILER : Place.CHUNK;
        unsureIf(size < 0);
    }

    private void unsureIf(boolean so) {
        place = so || line.length() >= LONGEST ? Place.UNSURE : place;
    }

    private static String value(String text, String name) {
        return text.substring(name.length()).strip().toLowerCase(Locale.ROOT);
    }

    /** Below 0 where there is none, or one too large. */
    private static long number(String digits, int radix) {
        try {
            boolean signed = digits.startsWith("+") || digits.startsWith("-");
            return signed ? -1 : Long.parseLong(digits, radix);
        } catch (NumberFormatException none) {
            return -1;
        }
    }
}
