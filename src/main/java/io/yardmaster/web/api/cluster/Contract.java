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
        try (InputStream file = Contract.class.getResourceAsStream(FILE)) {
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return base.text().isEmpty() ? text : text.replace(SERVER, SERVER.replace("/\n", base.text() + "\n"));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
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
}
