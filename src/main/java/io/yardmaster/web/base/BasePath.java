package io.yardmaster.web.base;

import java.util.Optional;

/**
 * The path below which browsers and programs see the server ({@code yardmaster.base-path}). Inside, every path is
 * without it: {@link BaseFilter} takes it off a request and puts it before what an answer's headers name,
 * {@link BaseLinks} puts it before the addresses of all templates.
 *
 * @param text empty for none, else for example {@code /ops/jobs}: begins with a slash and does not end with one
 */
public record BasePath(String text) {
    /** True when the server is seen at the root of its host. */
    public boolean isRoot() {
        return text.isEmpty();
    }

    /** The path of a cookie. */
    public String cookies() {
        return isRoot() ? "/" : text;
    }

    /** An address as browsers must see it. @param address when it is not a path of this server it stays as it is */
    public String before(String address) {
        boolean path = address.startsWith("/") && !address.startsWith("//");
        return path ? text + address : address;
    }

    /**
     * A request's target without the base path.
     *
     * @param target path and query as they came
     * @return empty when it is not below the base path
     */
    public Optional<String> inside(String target) {
        if (isRoot() || !target.startsWith(text)) {
            return Optional.empty();
        }
        String rest = target.substring(text.length());
        if (rest.isEmpty() || rest.startsWith("?")) {
            return Optional.of("/" + rest);
        }
        return rest.startsWith("/") ? Optional.of(rest) : Optional.empty();
    }
}
