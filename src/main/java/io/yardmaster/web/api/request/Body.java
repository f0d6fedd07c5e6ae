package io.yardmaster.web.api.request;

import io.yardmaster.web.problem.BadInputException;
import io.yardmaster.web.problem.NotJsonException;
import io.yardmaster.web.problem.TooLargeException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The body of a request while nothing of it is read yet. */
public final class Body {
    /** The largest body in bytes, of all calls but the bulk one: 1 MB. */
    public static final int LARGEST = 1 << 20;

    private final InputStream stream;
    private final boolean json;
    private final String declaredLength;

    /** @param declaredLength as the caller says; null where it does not */
    Body(InputStream stream, boolean json, String declaredLength) {
        this.stream = stream;
        this.json = json;
        this.declaredLength = declaredLength;
    }

    /** How many begun megabytes it says it has; {@code otherwise} where it does not say. Checked by UploadLimit. */
    public int megabytes(int otherwise) {
        return declaredLength == null ? otherwise : 1 + (int) (Long.parseLong(declaredLength) / LARGEST);
    }

    /** The text of a body that must be there. @throws TooLargeException above {@code most} bytes, holding no more */
    public CharBuffer text(int most) {
        return textIfAny(most).orElseThrow(() -> new BadInputException("", "is missing: a JSON object is expected"));
    }

    /** The text of a body; empty where there is none. */
    Optional<CharBuffer> textIfAny(int most) {
        byte[] bytes = read(most);
        if (bytes.length == 0) {
            return Optional.empty();
        }
        if (!json) {
            throw new NotJsonException();
        }
        try {
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)));
        } catch (CharacterCodingException notUtf8) {
            throw new BadInputException("", "is not UTF-8");
        }
    }

    private byte[] read(int most) {
        try {
            byte[] bytes = stream.readNBytes(most + 1);
            if (bytes.length > most) {
                stream.transferTo(OutputStream.nullOutputStream()); // so that the caller gets to read the answer
                throw new TooLargeException(most);
            }
            return bytes;
        } catch (IOException brokenOff) {
            throw new BadInputException("", "broke off, or is too large by far");
        }
    }
}
