package io.yardmaster.web.api.request;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyReader;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/**
 * Hands bodies to resources unread, so that each call sets its own limit. A reader of the server's own kind: for one of
 * the plain kind the server parses the annotations of the resource's method twice a request.
 */
@Provider
public class BodyReader implements ServerMessageBodyReader<Body> {
    @Override
    public boolean isReadable(
            Class<?> type, Type genericType, ResteasyReactiveResourceInfo method, MediaType mediaType) {
        return type == Body.class;
    }

    @Override
    public Body readFrom(Class<Body> type, Type genericType, MediaType mediaType, ServerRequestContext context) {
        return body(context.getRequestHeaders().getRequestHeaders(), context.getInputStream());
    }

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
        return body(headers, stream);
    }

    private static Body body(MultivaluedMap<String, String> headers, InputStream stream) {
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
