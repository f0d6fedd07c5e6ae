package io.yardmaster.web.api;

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
        boolean json = declared != null && MediaType.APPLICATION_JSON_TYPE.isCompatible(MediaType.valueOf(declared));
        return new Body(stream, json, headers.getFirst("Content-Length"));
    }
}
