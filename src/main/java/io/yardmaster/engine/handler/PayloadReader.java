package io.yardmaster.engine.handler;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.yardmaster.api.Handler;
import io.yardmaster.api.PayloadBounds;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;

/** Reads the JSON of payloads into the type that a handler names. Strict: nothing is coerced, and bounds hold. */
final class PayloadReader {
    static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    private final ObjectReader reader;
    private final String schema;

    private PayloadReader(Type payload) {
        JavaType type = JSON.constructType(payload);
        this.reader = type.hasRawClass(String.class) ? null : JSON.readerFor(type);
        this.schema = reader == null ? "{}" : PayloadSchema.of(payload).toString();
    }

    /** @throws IllegalStateException when the class does not say which payload it takes */
    static PayloadReader of(Class<?> handlerClass) {
        return new PayloadReader(payloadType(handlerClass));
    }

    /** JSON Schema as JSON; {@code {}} where everything goes. */
    String schema() {
        return schema;
    }

    /**
     * The payload, never null unless its type is the text itself and there is none.
     *
     * @throws IllegalArgumentException with the field and its bound, when one is broken
     */
    Object read(String payload) throws JsonProcessingException {
        if (reader == null) {
            return payload;
        }
        Object read = reader.readValue(payload == null ? "{}" : payload);
        if (read == null) {
            throw new IllegalArgumentException("payload: must not be null");
        }
        PayloadBounds.check("payload", read);
        return read;
    }

    private static Type payloadType(Class<?> handlerClass) {
        for (Class<?> at = handlerClass; at != null; at = at.getSuperclass()) {
            for (Type face : at.getGenericInterfaces()) {
                if (face instanceof ParameterizedType typed && typed.getRawType() == Handler.class) {
                    return typed.getActualTypeArguments()[0];
                }
            }
        }
        throw new IllegalStateException(handlerClass.getName() + " must implement Handler with its payload type");
    }
}
