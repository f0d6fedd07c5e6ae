package io.yardmaster;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.yardmaster.store.redis.Script;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules of the house that no compiler knows. A failing rule lists every fault with its file. */
class HouseRulesTest {
    private static final Path MAIN = Path.of("src/main/java");
    private static final Path TESTS = Path.of("src/test/java");
    private static final Path SCRIPTS = Path.of("src/main/resources/lua");
    private static final Path TEMPLATES = Path.of("src/main/resources/templates");
    private static final Path PUBLIC = Path.of("src/main/resources/META-INF/resources");

    private static final Set<String> BELOW_WEB =
            Set.of("job", "store", "engine", "engine.schedule", "engine.workflow", "insight.metrics", "insight.alert");

    /** Each package below the root with the others of ours that it may name. The root sees all; nobody sees the root. */
    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            entry("job", Set.of()),
            entry("store", Set.of("job", "store.redis")),
            entry("store.redis", Set.of("job", "store")),
            entry("engine", Set.of("job", "store")),
            entry("engine.worker", Set.of("job", "store", "engine")),
            entry("engine.schedule", Set.of("job", "store", "engine")),
            entry("engine.workflow", Set.of("job", "store", "engine")),
            entry("insight.metrics", Set.of("job", "store", "engine")),
            entry("insight.alert", Set.of("job", "store", "engine", "insight.metrics")),
            entry("bench", Set.of("job", "store", "store.redis", "engine", "engine.worker", "insight.metrics")),
            entry("handlers", Set.of("job", "engine")),
            entry("handlers.http", Set.of("job", "engine")),
            entry("handlers.demo", Set.of("job", "engine", "handlers.http")),
            entry("web.access", BELOW_WEB),
            entry("web.api", and(BELOW_WEB, "web.access")),
            entry("web.console", and(BELOW_WEB, "web.access")));

    /** Libraries that only one floor may know, by the beginning of their packages. */
    private static final Map<String, String> ONLY_FOR = Map.of(
            "io.vertx.redis", "store",
            "io.vertx.mutiny.redis", "store",
            "io.quarkus.redis", "store",
            "jakarta.ws.rs", "web",
            "io.quarkus.qute", "web");

    private static final List<String> HEADER = List.of("-- KEYS", "-- ARGV", "-- Returns", "-- Twice");
    private static final Pattern OWN_CLOCK = Pattern.compile("\\b(Thread\\.sleep|System\\.currentTimeMillis"
            + "|(Instant|\\w+Date|\\w+Time)\\.now\\(|InstantSource\\.system|Clock\\.system)");
    private static final Pattern THE_CLOCK = Pattern.compile("implements InstantSource\\b");
    private static final Pattern STATIC_STATE = Pattern.compile("\\bstatic (?!final\\b)[\\w<>\\[\\], .?]+ \\w+(;| = )");
    private static final Pattern EMPTY_NAME = Pattern.compile("(?i).*(Impl|Manager|Utils?|Helpers?|DTO)\\.java");
    // The brackets keep the next two from finding themselves.
    private static final Pattern LEFT_OVER = Pattern.compile("\\b(T[O]DO|F[I]XME|X[X]X|H[A]CK)\\b");
    private static final Pattern CANNOT_FAIL = Pattern.compile("@Dis[a]bled|assume\\w+\\(f[a]lse|assertTrue\\(tr[u]e");
    private static final Pattern INLINE = Pattern.compile(
            "(?i)\\sstyle\\s*=|<style|<script(?![^>]*\\ssrc\\s*=)" + "|\\son[a-z]+\\s*=|\\bhx-on|javascript:|\"js:");
    private static final Pattern RAW = Pattern.compile("\\.(raw|safe)\\b");
    private static final Pattern TEMPLATE_TAG = Pattern.compile("\\{#[^}\\n]*}");

    @Test
    void packagesUseOnlyTheFloorsBelow() {
        obey("the table of who may use whom", files(MAIN, ".java"), source -> {
            boolean top = source.floor().isEmpty();
            Set<String> allowed = MAY_USE.get(source.floor());
            if (!top && allowed == null) {
                return Stream.of("its package is not in the table");
            }
            return source.uses()
                    .filter(used -> !top && !allowed.contains(used))
                    .map(used -> source.floor() + " may not use " + (used.isEmpty() ? "the root" : used));
        });
    }

    @Test
    void groundFloorKnowsOnlyJava() {
        obey(
                "job imports only java.*",
                files(SourceFile.ROOT.resolve("job"), ".java"),
                source -> source.imports()
                        .filter(name -> !name.startsWith("java.") && !name.startsWith("io.yardmaster.job."))
                        .map(name -> "imports " + name));
    }

    @Test
    void librariesStayOnTheirFloor() {
        obey(
                "a library has one floor",
                files(MAIN, ".java"),
                source -> ONLY_FOR.entrySet().stream()
                        .filter(only -> !source.floor().isEmpty() && !source.isOn(only.getValue()))
                        .filter(only -> source.code().contains(only.getKey() + "."))
                        .map(only -> "names " + only.getKey() + ", which only " + only.getValue() + " may"));
    }

    @Test
    void everyPackageSaysWhatItIs() {
        obey("a package has a package-info.java", files(MAIN, ".java"), source -> {
            Path info = source.path().resolveSibling("package-info.java");
            boolean said = Files.exists(info) && SourceFile.read(info).text().startsWith("/**");
            return said ? Stream.of() : Stream.of("its package has none with a paragraph");
        });
    }

    @Test
    void nobodyReadsTheClockOrSleeps() {
        obey("inject InstantSource, measure by nanoTime, wait on a condition", files(MAIN, ".java"), source -> {
            boolean clock = THE_CLOCK.matcher(source.code()).find();
            return clock ? Stream.of() : source.findInCode(OWN_CLOCK);
        });
    }

    @Test
    void nothingStaticChanges() {
        obey("no static mutable state", files(MAIN, ".java"), source -> source.findInCode(STATIC_STATE));
    }

    @Test
    void filesAndMethodsStaySmall() {
        obey("a Java file has at most 250 lines", files(Path.of("src"), ".java"), source -> source.longerThan(250));
        obey("a method has at most 35 lines", files(MAIN, ".java"), source -> source.methodsLongerThan(35));
        obey("a template has under 90 lines", files(TEMPLATES, ""), source -> source.longerThan(89));
    }

    @Test
    void namesSayWhatAThingIs() {
        obey(
                "no Impl, Manager, Util, Helper, DTO",
                files(MAIN, ".java"),
                source -> EMPTY_NAME.matcher(source.path().toString()).matches()
                        ? Stream.of("says nothing by its name")
                        : Stream.of());
    }

    @Test
    void nothingIsLeftForLater() {
        obey("finish it", files(Path.of("src"), ""), source -> source.find(LEFT_OVER));
        obey("every test runs and can fail", files(TESTS, ".java"), source -> source.find(CANNOT_FAIL));
    }

    @Test
    void everyScriptBeginsWithItsContract() {
        obey("a script says what it does, then " + HEADER + " in this order", files(SCRIPTS, ".lua"), source -> {
            List<String> header = source.lines().stream()
                    .takeWhile(line -> line.startsWith("--"))
                    .toList();
            List<String> marks = header.stream()
                    .flatMap(line -> HEADER.stream().filter(line::startsWith))
                    .distinct()
                    .toList();
            boolean complete = marks.equals(HEADER) && !header.getFirst().startsWith(HEADER.getFirst());
            return complete ? Stream.of() : Stream.of("its header has " + marks);
        });
    }

    @Test
    void everyScriptIsAVerbOfTheSameName() {
        assertThat(files(SCRIPTS, ".lua").stream()
                        .map(source -> source.path().getFileName().toString()))
                .containsExactlyInAnyOrderElementsOf(Stream.of(Script.values())
                        .map(verb -> verb.name().toLowerCase(Locale.ROOT) + ".lua")
                        .toList());
    }

    @Test
    void templatesHoldNoStyleScriptOrRawText() {
        obey("nothing raw", files(TEMPLATES, ""), source -> source.find(RAW));
        obey(
                "no inline style or script",
                files(TEMPLATES, ""),
                source -> source.without(TEMPLATE_TAG).find(INLINE));
    }

    @Test
    void ourOwnBrowserScriptStaysSmall() {
        int lines = files(PUBLIC, ".js").stream()
                .mapToInt(source -> source.lines().size())
                .sum();
        assertThat(lines).as("lines of JavaScript below " + PUBLIC).isLessThanOrEqualTo(150);
    }

    private static void obey(String rule, List<SourceFile> sources, Function<SourceFile, Stream<String>> faults) {
        assertThat(sources.stream()
                        .flatMap(source -> faults.apply(source).map(fault -> "\n" + source.path() + " " + fault)))
                .as(rule)
                .isEmpty();
    }

    private static List<SourceFile> files(Path directory, String ending) {
        return SourceFile.below(directory, ending);
    }

    private static Set<String> and(Set<String> some, String more) {
        Set<String> all = new HashSet<>(some);
        all.add(more);
        return Set.copyOf(all);
    }
}
