package io.yardmaster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A file of the project, read as Latin-1 so that anything can be read. Faults begin with the line where they are. */
record SourceFile(Path path, String text) {
    static final Path ROOT = Path.of("src/main/java/io/yardmaster");

    private static final Pattern TEXT_OR_COMMENT = Pattern.compile(
            "(?s)\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*+\"" + "|'(?:\\\\.|[^'\\\\])+'|/\\*.*?\\*/|//[^\\n]*");
    private static final Pattern IMPORT = Pattern.compile("^import (?:static )?([\\w.]+)", Pattern.MULTILINE);
    private static final Pattern TYPE =
            Pattern.compile("(?m)^ *(?!.*\\bprivate\\b)(?:[a-z-]+ )*(?:class|record|enum|interface) ([A-Z]\\w*)");
    private static final Pattern OURS = Pattern.compile("\\bio\\.yardmaster((?:\\.[a-z]\\w*)*)\\.[A-Z*]");

    /** Every file below a directory whose name ends so; empty when there is no such directory. */
    static List<SourceFile> below(Path directory, String ending) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.walk(directory)) {
            return paths.filter(path -> path.toString().endsWith(ending) && Files.isRegularFile(path))
                    .sorted()
                    .map(SourceFile::read)
                    .toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static SourceFile read(Path path) {
        try {
            return new SourceFile(path, Files.readString(path, StandardCharsets.ISO_8859_1));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    List<String> lines() {
        return text.lines().toList();
    }

    /** The package below the root of ours, empty for the root itself. */
    String floor() {
        return ROOT.relativize(path.getParent()).toString().replace('/', '.');
    }

    boolean isOn(String floor) {
        return floor().equals(floor) || floor().startsWith(floor + ".");
    }

    /** The text without comments, strings and characters; lines keep their numbers. */
    String code() {
        return TEXT_OR_COMMENT.matcher(text).replaceAll(hit -> hit.group().replaceAll("[^\\n]", ""));
    }

    /** The same file without what matches, which lies within lines. */
    SourceFile without(Pattern pattern) {
        return new SourceFile(path, pattern.matcher(text).replaceAll(""));
    }

    Stream<String> imports() {
        return IMPORT.matcher(text).results().map(hit -> hit.group(1));
    }

    /** The packages of ours that the code names, imported or spelt out, other than its own; the root is empty. */
    Stream<String> uses() {
        return OURS.matcher(code())
                .results()
                .map(hit -> hit.group(1).replaceFirst("^\\.", ""))
                .filter(used -> !used.equals(floor()))
                .distinct();
    }

    Stream<String> find(Pattern pattern) {
        return find(text, pattern);
    }

    Stream<String> findInCode(Pattern pattern) {
        return find(code(), pattern);
    }

    private static Stream<String> find(String text, Pattern pattern) {
        return pattern.matcher(text)
                .results()
                .map(hit -> "line " + lineAt(text, hit) + " has " + hit.group().strip());
    }

    private static long lineAt(String text, MatchResult hit) {
        long before = text.chars().limit(hit.start()).filter(c -> c == '\n').count();
        return before + 1 + (hit.group().startsWith("\n") ? 1 : 0);
    }

    /** The name of the class that the file is named after. */
    String simpleName() {
        return path.getFileName().toString().replaceFirst("\\.java$", "");
    }

    /** Every type that is not private, nested ones included. */
    Stream<String> typeNames() {
        return TYPE.matcher(code()).results().map(hit -> hit.group(1));
    }

    Stream<String> widerThan(int most) {
        List<String> lines = lines();
        return IntStream.range(0, lines.size())
                .filter(at -> lines.get(at).length() > most)
                .mapToObj(at -> "line " + (at + 1) + " has " + lines.get(at).length() + " characters, at most " + most);
    }

    Stream<String> longerThan(int most) {
        int size = lines().size();
        return size <= most ? Stream.of() : Stream.of("has " + size + " lines, at most " + most);
    }

    /** Methods of a formatted file: from the line that opens to the brace that closes at the same indent. */
    Stream<String> methodsLongerThan(int most) {
        List<String> lines = lines();
        return IntStream.range(0, lines.size())
                .filter(end -> lines.get(end).matches(" {4}(?: {4})?}"))
                .mapToObj(end -> new int[] {opener(lines, end), end})
                .filter(span -> span[1] - span[0] >= most)
                .filter(span -> lines.get(span[0]).matches("(?!.*\\b(class|record|enum|interface)\\b).*\\(.*"))
                .map(span -> "line " + (span[0] + 1) + " begins a method of " + (span[1] - span[0] + 1) + " lines");
    }

    private static int opener(List<String> lines, int end) {
        String opens = lines.get(end).replace("}", "[^ }].*");
        return IntStream.iterate(end - 1, at -> at > 0, at -> at - 1)
                .filter(at -> lines.get(at).matches(opens))
                .findFirst()
                .orElse(0);
    }

    /** Fails with every fault of these files, each with its path. */
    static void obey(String rule, List<SourceFile> sources, Function<SourceFile, Stream<String>> faults) {
        assertThat(sources.stream()
                        .flatMap(source -> faults.apply(source).map(fault -> "\n" + source.path() + " " + fault)))
                .as(rule)
                .isEmpty();
    }
}
