package io.yardmaster;

import static org.assertj.core.api.Assertions.assertThat;

import io.yardmaster.store.redis.Script;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
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
    /** A button of an act that the page stays on: the focus finds it again by its id. */
    private static final Pattern NAMELESS = Pattern.compile("<button(?![^>]*\\bid=)[^>]*\\bform=\"[a-z-]*act\"[^>]*>");

    private static final Pattern TEMPLATE_TAG = Pattern.compile("\\{#[^}\\n]*}");

    @Test
    void nobodyReadsTheClockOrSleeps() {
        SourceFile.obey(
                "inject InstantSource, measure by nanoTime, wait on a condition", files(MAIN, ".java"), source -> {
                    boolean clock = THE_CLOCK.matcher(source.code()).find();
                    return clock ? Stream.of() : source.findInCode(OWN_CLOCK);
                });
    }

    @Test
    void nothingStaticChanges() {
        SourceFile.obey("no static mutable state", files(MAIN, ".java"), source -> source.findInCode(STATIC_STATE));
    }

    @Test
    void filesAndMethodsStaySmall() {
        SourceFile.obey(
                "a Java file has at most 250 lines", files(Path.of("src"), ".java"), source -> source.longerThan(250));
        SourceFile.obey("a method has at most 35 lines", files(MAIN, ".java"), source -> source.methodsLongerThan(35));
        SourceFile.obey("a template has under 90 lines", files(TEMPLATES, ""), source -> source.longerThan(89));
        SourceFile.obey(
                "a template line has at most 160 characters", files(TEMPLATES, ""), source -> source.widerThan(160));
    }

    @Test
    void namesSayWhatAThingIs() {
        SourceFile.obey(
                "no Impl, Manager, Util, Helper, DTO",
                files(MAIN, ".java"),
                source -> EMPTY_NAME.matcher(source.path().toString()).matches()
                        ? Stream.of("says nothing by its name")
                        : Stream.of());
    }

    @Test
    void nothingIsLeftForLater() {
        SourceFile.obey("finish it", files(Path.of("src"), ""), source -> source.find(LEFT_OVER));
        SourceFile.obey("every test runs and can fail", files(TESTS, ".java"), source -> source.find(CANNOT_FAIL));
    }

    @Test
    void everyScriptBeginsWithItsContract() {
        SourceFile.obey("a script says what it does, then " + HEADER + " in this order", scripts(), source -> {
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
        assertThat(scripts().stream().map(source -> source.path().getFileName().toString()))
                .containsExactlyInAnyOrderElementsOf(Stream.of(Script.values())
                        .map(verb -> verb.name().toLowerCase(Locale.ROOT) + ".lua")
                        .toList());
    }

    @Test
    void templatesHoldNoStyleScriptOrRawText() {
        SourceFile.obey("nothing raw", files(TEMPLATES, ""), source -> source.find(RAW));
        SourceFile.obey(
                "no inline style or script",
                files(TEMPLATES, ""),
                source -> source.without(TEMPLATE_TAG).find(INLINE));
    }

    @Test
    void everyButtonOfAnActHasAnId() {
        SourceFile.obey("no button without an id", files(TEMPLATES, ""), source -> source.find(NAMELESS));
    }

    @Test
    void ourOwnBrowserScriptStaysSmall() {
        int lines = files(PUBLIC, ".js").stream()
                .mapToInt(source -> source.lines().size())
                .sum();
        assertThat(lines)
                .as("lines of JavaScript below " + PUBLIC
                        + ": keys, palette, focus, picked rows and values of charts need this much")
                .isLessThanOrEqualTo(350);
    }

    private static List<SourceFile> files(Path directory, String ending) {
        return SourceFile.below(directory, ending);
    }

    /** Every script but those that stand before others. */
    private static List<SourceFile> scripts() {
        return SourceFile.below(SCRIPTS, ".lua").stream()
                .filter(source ->
                        Stream.of("prelude.lua", "lanes.lua", "buckets.lua").noneMatch(source.path()::endsWith))
                .toList();
    }
}
