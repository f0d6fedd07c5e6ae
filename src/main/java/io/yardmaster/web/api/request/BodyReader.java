package io.yardmaster.web.api.request;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/** Hands bodies to resources unread, so that each call sets its own limit. */
@Provider
public class BodyReader implements MessageBodyReader<Body> {
    @Override
    public boolean isReadable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == Body.class;
    }

    @Override
    public Body readFrom(
            Class<Body> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream stream) {
        String declared = headers.getFirst("Content-Type");
        return new Body(stream, isJson(declared), headers.getFirst("Content-Length"));
    }

    /** True for JSON in UTF-8, which is what is read. */
    private static boolean isJson(String declared) {
        try {
            MediaType type = declared == null ? MediaType.WILDCARD_TYPE : MediaType.valueOf(declared);
            String charset = type.getParameters().getOrDefault(MediaType.CHARSET_PARAMETER, "UTF-8");
            return !type.isWildcardType()
                    && MediaType.APPLICATION_JSON_TYPE.isCompatible(type)
                    && charset.equalsIgnoreCase("UTF-8");
        } catch (IllegalArgumentException noMediaType) {
            return false;
        }
    }
}
