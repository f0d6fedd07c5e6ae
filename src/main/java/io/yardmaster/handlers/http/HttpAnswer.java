package io.yardmaster.handlers.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.yardmaster.job.attempt.Outcome;
import io.yardmaster.job.text.Text;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What came back.
 *
 * @param status 100..999
 * @param headers by name in small letters; several of one name are joined by commas
 * @param body its first {@value #LARGEST_BODY} bytes at most
 */
public record HttpAnswer(int status, Map<String, String> headers, byte[] body) {
    /** Bytes of a body that are read; the rest is not. */
    static final int LARGEST_BODY = 16_384;

    private static final Pattern CHARSET = Pattern.compile("(?i)charset=\"?([A-Za-z0-9._:-]{1,40})");

    /** The value of a header; null when there is none. @param name in small letters */
    public String header(String name) {
        return headers.get(name);
    }

    /** The body by its own character set, else UTF-8. What cannot be decoded is replaced, a torn end left out. */
    public String text() {
        CharBuffer text = CharBuffer.allocate(body.length + 1);
        charset()
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE)
                .decode(ByteBuffer.wrap(body), text, false);
        return text.flip().toString();
    }

    /** {@code {status, headers, body}} as JSON, its body cut until the whole is not larger than a result may be. */
    String json() {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.put("status", status);
        ObjectNode named = result.putObject("headers");
        headers.forEach(named::put);
        String text = text();
        String json = result.put("body", text).toString();
        while (!Text.fits(json, Outcome.LARGEST_RESULT) && !text.isEmpty()) {
            text = Text.cut(text, text.length() / 2);
            json = result.put("body", text).toString();
        }
        return json;
    }

    private Charset charset() {
        String type = header("content-type");
        Matcher named = CHARSET.matcher(type == null ? "" : type);
        try {
            return named.find() ? Charset.forName(named.group(1)) : StandardCharsets.UTF_8;
        } catch (IllegalArgumentException unknown) {
            return StandardCharsets.UTF_8;
        }
    }
}
