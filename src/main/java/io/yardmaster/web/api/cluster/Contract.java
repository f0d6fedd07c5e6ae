package io.yardmaster.web.api.cluster;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.yardmaster.web.base.BasePath;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The contract of the API, {@code META-INF/openapi.yaml}, as it is published: with the {@link BasePath} as its server.
 * It is read when somebody asks for it, so that a start does not wait for that.
 */
@Singleton
class Contract {
    private static final String FILE = "/META-INF/openapi.yaml";
    private static final String SERVER = "servers:\n  - url: /\n";

    private final BasePath base;
    private String json;

    Contract(BasePath base) {
        this.base = base;
    }

    /** As the file has it. */
    String yaml() {
        String text = new String(bytes(FILE), StandardCharsets.UTF_8);
        return base.isRoot() ? text : text.replace(SERVER, SERVER.replace("/\n", base.text() + "\n"));
    }

    /** The same as JSON; made by the first call. */
    synchronized String json() {
        if (json == null) {
            try {
                json = new YAMLMapper().readTree(yaml()).toString();
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
        return json;
    }

    /** A file of the program, for example {@code /api-browser/index.html}. */
    static byte[] bytes(String resource) {
        try (InputStream file = Contract.class.getResourceAsStream(resource)) {
            return file.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
