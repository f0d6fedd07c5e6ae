package io.yardmaster.settings;

import io.yardmaster.engine.node.AlertSettings;
import io.yardmaster.engine.node.Settings;
import io.yardmaster.engine.node.Settings.Demo;
import io.yardmaster.engine.node.Settings.NodeRole;
import io.yardmaster.engine.node.Settings.Pool;
import io.yardmaster.engine.node.Settings.Recycle;
import io.yardmaster.engine.node.Settings.Waits;
import io.yardmaster.engine.trace.TraceSettings;
import io.yardmaster.job.Work;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;

/** Reads {@link Settings} from environment variables and {@code config/application.properties}. */
@Singleton
final class SettingsReader {
    private final Config config;

    SettingsReader(Config config) {
        this.config = config;
    }

    /** @throws io.yardmaster.settings.BadSettingException with one sentence that names the setting and what is allowed */
    @Produces
    @Singleton
    Settings settings() {
        checkPayloadBytes();
        return new Settings(
                roles(),
                pools(),
                new Waits(
                        given("lease-ms").whole(1_000, 600_000, 30_000),
                        given("shutdown-ms").whole(0, 600_000, 25_000),
                        given("unknown-type-ms").whole(1_000, 2_592_000_000L, 86_400_000)),
                networks(),
                new Demo(
                        given("demo-handlers").flag(false),
                        given("demo-traffic").flag(false)));
    }

    /** @throws io.yardmaster.settings.BadSettingException like the other settings */
    @Produces
    @Singleton
    Recycle recycle() {
        Given heap = given("recycle-heap-percent");
        long percent = heap.whole(0, 99, 0);
        if (percent > 0 && percent < 50) {
            throw heap.wrong("must be 0, or a whole number from 50 to 99");
        }
        return new Recycle(given("recycle-jobs").whole(0, 1_000_000_000, 0), (int) percent);
    }

    /** @throws io.yardmaster.settings.BadSettingException like the other settings */
    @Produces
    @Singleton
    AlertSettings alerts() {
        return new AlertSettings(
                given("alert-interval-ms").whole(100, 3_600_000, 10_000),
                given("public-url").address().orElse(null));
    }

    /** @throws io.yardmaster.settings.BadSettingException like the other settings */
    @Produces
    @Singleton
    TraceSettings traces() {
        return new TraceSettings(given("otlp-endpoint").address().orElse(null));
    }

    /** It is read where payloads are measured, from the environment alone. */
    private void checkPayloadBytes() {
        Given payload = given("payload-bytes");
        if (payload.whole(Work.LEAST_PAYLOAD, Work.MOST_PAYLOAD, Work.LARGEST_PAYLOAD) != Work.largestPayload()) {
            throw payload.wrong("must be set in the environment, not in a file");
        }
    }

    private Set<NodeRole> roles() {
        Given given = given("roles");
        try {
            Set<NodeRole> roles = EnumSet.noneOf(NodeRole.class);
            words(given.text().orElse("web,worker")).forEach(word -> roles.add(NodeRole.valueOf(word)));
            return Set.copyOf(roles);
        } catch (IllegalArgumentException e) {
            throw given.wrong("must be web, worker or web,worker");
        }
    }

    private List<Pool> pools() {
        Given given = given("queues");
        try {
            return PoolGrammar.parse(given.text().orElse("*:10"));
        } catch (IllegalArgumentException e) {
            throw given.wrong(PoolGrammar.RULE);
        }
    }

    private List<String> networks() {
        return given("http-allow").networks();
    }

    private static Stream<String> words(String text) {
        return Stream.of(text.split(",", -1)).map(word -> word.strip().toUpperCase(Locale.ROOT));
    }

    private Given given(String key) {
        return Given.of(config, "yardmaster." + key);
    }
}
