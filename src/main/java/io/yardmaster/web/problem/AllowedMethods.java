package io.yardmaster.web.problem;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which methods a path knows, for the Allow header of a 405: read from the annotations of the resources, once. */
@Singleton
class AllowedMethods {
    private static final Pattern PARAMETER = Pattern.compile("\\{[^{}:]+(?::([^{}]+))?}");

    private final BeanManager beans;
    private List<Call> calls;

    AllowedMethods(BeanManager beans) {
        this.beans = beans;
    }

    /** A method of a resource. @param path matches the paths that it answers */
    private record Call(Pattern path, String method) {}

    /** The methods in the order of the alphabet, with commas; empty where none is known. @param path of a request */
    String of(String path) {
        TreeSet<String> known = new TreeSet<>();
        String plain = path.startsWith("/") ? path : "/" + path;
        calls().stream().filter(call -> call.path().matcher(plain).matches()).forEach(call -> known.add(call.method()));
        if (known.contains("GET")) {
            known.add("HEAD");
        }
        return String.join(", ", known);
    }

    private synchronized List<Call> calls() {
        if (calls == null) {
            List<Call> all = new ArrayList<>();
            beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
                    .map(Bean::getBeanClass)
                    .filter(type -> type.isAnnotationPresent(Path.class))
                    .distinct()
                    .forEach(type -> Stream.of(type.getDeclaredMethods()).forEach(method -> add(type, method, all)));
            calls = List.copyOf(all);
        }
        return calls;
    }

    private static void add(Class<?> type, Method method, List<Call> all) {
        for (Annotation annotation : method.getAnnotations()) {
            HttpMethod http = annotation.annotationType().getAnnotation(HttpMethod.class);
            if (http != null) {
                Path below = method.getAnnotation(Path.class);
                String path = type.getAnnotation(Path.class).value() + "/" + (below == null ? "" : below.value());
                all.add(new Call(pattern(path), http.value()));
            }
        }
    }

    /** Slashes count once, and not at the end. */
    private static Pattern pattern(String template) {
        StringBuilder pattern = new StringBuilder();
        for (String part : template.split("/+")) {
            if (!part.isEmpty()) {
                pattern.append('/').append(part(part));
            }
        }
        return Pattern.compile(pattern + "/?");
    }

    private static String part(String part) {
        StringBuilder pattern = new StringBuilder();
        int[] from = {0};
        PARAMETER.matcher(part).results().forEach(hit -> {
            pattern.append(Pattern.quote(part.substring(from[0], hit.start())));
            pattern.append(hit.group(1) == null ? "[^/]+" : "(?:" + hit.group(1) + ")");
            from[0] = hit.end();
        });
        return pattern.append(Pattern.quote(part.substring(from[0]))).toString();
    }
}
