package io.yardmaster;

import static java.util.Map.entry;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who may know whom: the map of the house. A failing rule lists every fault with its file. */
class HouseFloorsTest {
    private static final Path MAIN = Path.of("src/main/java");
    private static final Path TESTS = Path.of("src/test/java");

    /** The floors; what a word stands for in the table below it also stands for in every package further down. */
    private static final Set<String> JOB = Set.of("job", "job.*");

    private static final Set<String> STORE =
            Set.of("store", "store.workflow", "store.cluster", "store.record", "store.call", "store.redis");

    private static final Set<String> ENGINE =
            Set.of(("api api.beans engine.jobs engine.search engine.queues engine.bulk engine.operation engine.claims"
                            + " engine.handler engine.node engine.schedule engine.schedule.cron"
                            + " engine.outgoing engine.trace engine.webhook engine.workflow engine.fsck engine.retention")
                    .split(" "));
    private static final Set<String> ACCESS = Set.of(("web.access web.access.session web.access.login"
                    + " web.access.client web.access.connection web.problem web.base")
            .split(" "));
    /** What web may know of the store: its readers, and that it is away. */
    private static final Set<String> READERS =
            Set.of("JobReader", "PlaceReader", "QueueStore", "SessionStore", "StoreAwayException", "Store");

    /**
     * Each package below the root with the others of ours that it may name; a package that is not listed may what the
     * nearest one above it may. The root sees all; nobody sees the root.
     */
    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            entry("job", Set.of("job", "job.*")),
            entry("api.beans", all(List.of(JOB, Set.of("api")))),
            entry("api", Set.of("job", "job.*")),
            entry("store", all(List.of(STORE, Set.of("job", "job.*")))),
            entry("store.own", Set.of("store.redis")),
            entry("engine", all(List.of(Set.of("job", "job.*"), STORE, ENGINE))),
            entry("engine.worker", all(List.of(Set.of("job", "job.*", "engine.worker.*"), STORE, ENGINE))),
            entry(
                    "insight",
                    all(List.of(
                            JOB,
                            Set.of("insight.*", "engine.jobs", "engine.queues", "engine.handler", "engine.node"),
                            Set.of("engine.schedule", "engine.webhook", "engine.workflow"),
                            STORE))),
            entry("handlers", Set.of("job", "job.*", "api", "engine.handler", "engine.node", "engine.outgoing")),
            entry("handlers.webhook", all(List.of(JOB, ENGINE, Set.of("handlers.http", "handlers.email")))),
            entry("handlers.image", Set.of("job", "job.*", "api", "engine.handler", "engine.node", "handlers.http")),
            entry(
                    "handlers.demo",
                    all(List.of(
                            JOB,
                            Set.of("api", "handlers.http", "engine.schedule", "engine.outgoing", "engine.workflow"),
                            Set.of("engine.webhook", "insight.alert", "insight.health"),
                            Set.of("engine.handler", "engine.node", "engine.jobs", "engine.queues", "engine.bulk")))),
            entry("web", all(List.of(Set.of("job", "job.*", "store", "store.*", "insight.*"), ENGINE, ACCESS))),
            entry(
                    "web.api",
                    all(List.of(Set.of("job", "job.*", "store", "store.*", "insight.*", "web.api.*"), ENGINE, ACCESS))),
            entry(
                    "web.console",
                    all(List.of(
                            Set.of("job", "job.*", "store", "store.*", "insight.*", "web.console.*"), ENGINE, ACCESS))),
            entry("settings", all(List.of(Set.of("job", "job.*"), ENGINE))),
            entry(
                    "launch",
                    all(List.of(
                            Set.of("job", "job.*", "settings", "store", "store.own", "store.redis"), ENGINE, ACCESS))),
            entry(
                    "bench",
                    all(List.of(
                            Set.of("job", "job.*", "settings", "store", "store.redis", "engine.worker.*", "insight.*"),
                            ENGINE,
                            ACCESS))));

    /** Libraries that only these floors may know, by the beginning of their packages. */
    private static final Map<String, List<String>> ONLY_FOR = Map.of(
            "io.vertx.redis", List.of("store"),
            "io.vertx.mutiny.redis", List.of("store"),
            "io.quarkus.redis", List.of("store"),
            "jakarta.ws.rs", List.of("web"),
            "io.quarkus.qute", List.of("web", "handlers.email"),
            "io.opentelemetry", List.of("engine.trace"),
            "io.vertx.ext.mail", List.of("handlers"));

    @Test
    void packagesUseOnlyTheFloorsBelow() {
        SourceFile.obey("the table of who may use whom", files(MAIN, ".java"), source -> {
            Optional<Set<String>> allowed = allowed(source.floor());
            if (source.floor().isEmpty()) {
                return Stream.of();
            }
            if (allowed.isEmpty()) {
                return Stream.of("its package is not in the table");
            }
            return source.uses()
                    .filter(used -> !covers(allowed.get(), used))
                    .map(used -> source.floor() + " may not use " + (used.isEmpty() ? "the root" : used));
        });
    }

    @Test
    void webKnowsOnlyReadersOfTheStore() {
        SourceFile.obey(
                "web reads, and acts through the engine",
                files(SourceFile.ROOT.resolve("web"), ".java"),
                source -> source.imports()
                        .filter(name -> name.startsWith("io.yardmaster.store."))
                        .map(name -> name.replaceFirst("^[a-z.]+\\.", "").replaceFirst("\\..*", ""))
                        .filter(name -> !READERS.contains(name))
                        .map(name -> "imports " + name));
    }

    @Test
    void noTwoPackagesUseEachOther() {
        Map<String, Set<String>> uses = new TreeMap<>();
        files(MAIN, ".java")
                .forEach(source -> source.uses()
                        .forEach(used -> uses.computeIfAbsent(source.floor(), first -> new TreeSet<>())
                                .add(used)));
        List<String> circles = uses.keySet().stream()
                .filter(start -> reached(uses, start).contains(start))
                .map(start -> start + " reaches itself by " + uses.get(start))
                .toList();
        assertThat(circles).as("packages that use each other").isEmpty();
    }

    @Test
    void aPackageHoldsAtMostFourteenClasses() {
        Map<String, Long> sizes = files(MAIN, ".java").stream()
                .filter(source -> !source.path().endsWith("package-info.java"))
                .collect(groupingBy(SourceFile::floor, counting()));
        assertThat(sizes.entrySet().stream().filter(size -> size.getValue() > 14))
                .as("packages of more than 14 classes")
                .isEmpty();
    }

    @Test
    void aClassNameStandsOnce() {
        for (Path tree : List.of(MAIN, TESTS)) {
            Map<String, List<Path>> places = files(tree, ".java").stream()
                    .filter(source -> !source.path().endsWith("package-info.java"))
                    .collect(groupingBy(SourceFile::simpleName, mapping(SourceFile::path, toList())));
            List<String> twice = new ArrayList<>();
            files(tree, ".java")
                    .forEach(source -> source.typeNames()
                            .filter(name -> !name.equals(source.simpleName()) && places.containsKey(name))
                            .forEach(name ->
                                    twice.add(source.path() + " declares " + name + " like " + places.get(name))));
            places.forEach((name, paths) -> {
                if (paths.size() > 1) {
                    twice.add(name + " stands in " + paths);
                }
            });
            assertThat(twice).as("class names that stand twice").isEmpty();
        }
    }

    @Test
    void groundFloorKnowsOnlyJava() {
        SourceFile.obey(
                "job imports only java.*",
                files(SourceFile.ROOT.resolve("job"), ".java"),
                source -> source.imports()
                        .filter(name -> !name.startsWith("java.") && !name.startsWith("io.yardmaster.job."))
                        .map(name -> "imports " + name));
    }

    @Test
    void librariesStayOnTheirFloor() {
        SourceFile.obey(
                "a library has one floor",
                files(MAIN, ".java"),
                source -> ONLY_FOR.entrySet().stream()
                        .filter(only -> !source.floor().isEmpty())
                        .filter(only -> only.getValue().stream().noneMatch(source::isOn))
                        .filter(only -> source.code().contains(only.getKey() + "."))
                        .map(only -> "names " + only.getKey() + ", which only " + only.getValue() + " may"));
    }

    @Test
    void everyPackageSaysWhatItIs() {
        SourceFile.obey("a package has a package-info.java", files(MAIN, ".java"), source -> {
            Path info = source.path().resolveSibling("package-info.java");
            boolean said = Files.exists(info) && SourceFile.read(info).text().startsWith("/**");
            return said ? Stream.of() : Stream.of("its package has none with a paragraph");
        });
    }

    private static List<SourceFile> files(Path directory, String ending) {
        return SourceFile.below(directory, ending);
    }

    /** What the nearest package of the table above this one may use; empty when there is none. */
    private static Optional<Set<String>> allowed(String floor) {
        for (String at = floor; !at.isEmpty(); at = at.contains(".") ? at.substring(0, at.lastIndexOf('.')) : "") {
            if (MAY_USE.containsKey(at)) {
                return Optional.of(MAY_USE.get(at));
            }
        }
        return Optional.empty();
    }

    private static boolean covers(Set<String> allowed, String used) {
        return allowed.contains(used)
                || allowed.stream()
                        .filter(name -> name.endsWith(".*"))
                        .map(name -> name.substring(0, name.length() - 1))
                        .anyMatch(used::startsWith);
    }

    private static Set<String> reached(Map<String, Set<String>> uses, String start) {
        Set<String> reached = new HashSet<>();
        Deque<String> left = new ArrayDeque<>(uses.getOrDefault(start, Set.of()));
        while (!left.isEmpty()) {
            String next = left.poll();
            if (reached.add(next)) {
                left.addAll(uses.getOrDefault(next, Set.of()));
            }
        }
        return reached;
    }

    private static Set<String> all(List<Set<String>> parts) {
        return parts.stream().flatMap(Set::stream).collect(toSet());
    }
}
