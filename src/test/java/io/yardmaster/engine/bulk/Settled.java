package io.yardmaster.engine.bulk;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.eclipse.microprofile.config.Config;

/** Settings as an operator might have given them, for tests. */
public final class Settled {
    private Settled() {}

    public static Config with(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .build();
    }

    public static Config with(String key, String value) {
        return with(Map.of(key, value));
    }
}
