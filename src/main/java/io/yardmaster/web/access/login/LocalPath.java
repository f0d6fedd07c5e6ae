package io.yardmaster.web.access.login;

import java.util.Optional;

/** The grammar of a path on this server that a request may name as the place to go next. */
public final class LocalPath {
    /** The longest path in characters, query included. */
    public static final int LONGEST = 2_000;

    private LocalPath() {}

    /**
     * The path itself when a browser can only read it as one on this server: it begins with one slash and holds
     * neither a backslash, nor a second slash before its query, nor anything but printable ASCII.
     *
     * @param text may be null
     * @return empty for everything else, and for the pages that sign in and out
     */
    public static Optional<String> of(String text) {
        if (text == null || text.isEmpty() || text.length() > LONGEST || text.charAt(0) != '/') {
            return Optional.empty();
        }
        boolean harmless = text.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '\\');
        String path = path(text);
        boolean door = path.equals("/login")
                || path.startsWith("/login/")
                || path.equals("/logout")
                || path.startsWith("/logout/");
        return harmless && !path.contains("//") && !door ? Optional.of(text) : Optional.empty();
    }

    private static String path(String text) {
        int end = text.indexOf('?');
        return end < 0 ? text : text.substring(0, end);
    }
}
