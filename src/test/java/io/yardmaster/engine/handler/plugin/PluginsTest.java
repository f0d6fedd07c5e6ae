package io.yardmaster.engine.handler.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.yardmaster.engine.handler.HandlerInfo;
import io.yardmaster.engine.handler.HandlerNotes;
import io.yardmaster.engine.handler.HandlerRegistry;
import io.yardmaster.engine.handler.KnownHandler;
import io.yardmaster.engine.node.Folders;
import io.yardmaster.handlers.ToldContext;
import io.yardmaster.job.attempt.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What jars in the directory of plugins can do, and what they cannot do to the server. */
@Timeout(300)
class PluginsTest {
    /** Never ends, also when it is interrupted, and takes no processor from the tests that follow. */
    private static final String STUBBORN =
            "while (true) { try { Thread.sleep(60_000); } catch (InterruptedException on) { continue; } }";

    @TempDir
    Path directory;

    private final HandlerNotes notes = new HandlerNotes();
    private HandlerRegistry registry;
    private PluginYard yard;
    private Plugins plugins;

    @BeforeEach
    void make() {
        registry = new HandlerRegistry();
        yard = new PluginYard(directory);
        Folders folders = new Folders(directory, directory, directory);
        plugins = new Plugins(
                folders,
                registry,
                null,
                notes,
                new SmallRyeConfigBuilder()
                        .withSources(new PropertiesConfigSource(
                                Map.of("yardmaster.plugin.good.word", "Hi", "yardmaster.plugin.other.word", "No"),
                                "test",
                                300))
                        .build());
    }

    @Test
    void aPluginRunsWithItsOwnClassesAndSettings() throws Exception {
        yard.plugin("good-1.2.jar", "good.run", """
                if (!context.settings().equals(java.util.Map.of("word", "Hi"))) throw new Exception("" + context.settings());
                if (!context.name().equals("good")) throw new Exception(context.name());""", "");
        plugins.start();
        KnownHandler known = registry.find("good.run").orElseThrow();
        ToldContext context = new ToldContext("1");
        Outcome outcome = known.run("{\"name\": \"Mira\"}", context);
        assertThat(outcome).isEqualTo(new Outcome.Succeeded("\"plugin good-1.2.jar\""));
        assertThat(context.lines()).containsExactly("hello Mira");
        assertThat(((Outcome.Fatal) known.run("{\"name\": \"too long\"}", context))
                        .error()
                        .message())
                .isEqualTo("payload.name must have at most 5 characters");
        HandlerInfo info = registry.all().getFirst();
        assertThat(info.usual().kind()).isEqualTo(KnownHandler.Kind.PLUGIN);
        assertThat(known.isComputing()).isTrue();
        assertThat(info.schema())
                .isEqualTo("{\"type\":\"object\",\"properties\":{\"name\":"
                        + "{\"type\":\"string\",\"maxLength\":5}},\"required\":[\"name\"]}");
    }

    @Test
    void theServersInsidesAreOutOfSight() throws Exception {
        for (String inside : List.of(
                "io.yardmaster.engine.jobs.Enqueuer",
                "io.yardmaster.store.Store",
                "com.fasterxml.jackson.databind.ObjectMapper",
                "io.vertx.core.Vertx")) {
            leftOut(
                    yard.plugin("a.jar", "a", "Class.forName(\"" + inside + "\");", ""),
                    "ClassNotFoundException: " + inside);
        }
    }

    @Test
    void whatIsNoPluginIsLeftOut() throws Exception {
        leftOut(Files.writeString(directory.resolve("a.jar"), "I am text"), "no jar that can be read");
        leftOut(yard.pack("a.jar", Map.of(), null), "names no plugin");
        leftOut(yard.pack("a.jar", Map.of(), "p.Missing"), "ClassNotFoundException: p.Missing");
        leftOut(yard.pack("a.jar", Map.of(), "java.lang.String"), "ClassCastException");
        leftOut(yard.plugin("a.jar", "a", "if (true) throw new Exception(\"no luck\");", ""), "no luck");
        leftOut(yard.plugin("a.jar", "a", "if (true) throw new StackOverflowError();", ""), "StackOverflowError");
        leftOut(yard.plugin("a.jar", "no name!", "", ""), "type");
    }

    @Test
    void aClassOfTheServersOwnPackagesIsRefused() throws Exception {
        byte[] own = yard.classes("io.yardmaster.store.Spy", "package io.yardmaster.store; class Spy {}")
                .get("io/yardmaster/store/Spy.class");
        leftOut(
                yard.pack("a.jar", Map.of("io/yardmaster/store/Spy.class", own), "p.Mine"),
                "the server's own packages");
        leftOut(
                yard.pack("a.jar", Map.of("io/yardmaster/api/Plugin.class", own), "p.Mine"),
                "the server's own packages");
    }

    @Test
    void aJarForANewerJavaIsRefused() throws Exception {
        byte[] mine = yard.classes("p.Mine", "package p; class Mine {}").get("p/Mine.class");
        int feature = Runtime.version().feature() + 1;
        mine[7] = (byte) (44 + feature);
        leftOut(
                yard.pack("a.jar", Map.of("p/Mine.class", mine), "p.Mine"),
                "made for Java " + feature + ", this server runs on Java " + (feature - 1));
    }

    @Test
    void theSecondPluginOfATypeIsLeftOut() throws Exception {
        yard.plugin("a.jar", "same.type", "", "");
        yard.plugin("b.jar", "same.type", "", "");
        yard.plugin("c.jar", "other.type", "", "");
        plugins.start();
        assertThat(registry.all().stream().map(HandlerInfo::type)).containsExactly("other.type", "same.type");
        assertThat(faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault).contains("two handlers", "same.type"));
        assertThat(notes.all().get(1).about()).isEqualTo("plugin b.jar");
    }

    @Test
    void aPluginThatDoesNotStopDoesNotHoldTheEnd() throws Exception {
        yard.plugin(
                "a.jar", "a.run", "new Thread(() -> { " + STUBBORN + " }) {{ setDaemon(true); }}.start();", STUBBORN);
        yard.plugin("b.jar", "b.run", "", "throw new Exception(\"no\");");
        plugins.start();
        assertThat(registry.all()).hasSize(2);
        long begun = System.nanoTime();
        plugins.stop();
        assertThat((System.nanoTime() - begun) / 1_000_000).isLessThan(LoadedPlugin.STOP_MS + 10_000);
    }

    private void leftOut(Path jar, String why) throws Exception {
        int before = notes.all().size();
        plugins.start();
        assertThat(registry.all()).isEmpty();
        assertThat(notes.all()).hasSize(before + 1);
        assertThat(notes.all().getLast().isFault()).isTrue();
        assertThat(notes.all().getLast().text()).contains(why);
        Files.delete(jar);
    }

    private List<String> faults() {
        return notes.all().stream()
                .filter(HandlerNotes.Note::isFault)
                .map(HandlerNotes.Note::text)
                .toList();
    }
}
