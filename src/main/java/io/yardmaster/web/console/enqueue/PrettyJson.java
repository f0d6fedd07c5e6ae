package io.yardmaster.web.console.enqueue;

/** JSON with a line for each member and item, for who edits it. Only white space changes: every digit stays. */
final class PrettyJson {
    private static final String INDENT = "  ";

    private final String json;
    private final StringBuilder out = new StringBuilder();
    private int depth;

    private PrettyJson(String json) {
        this.json = json;
    }

    /** @param json what is no JSON, or none at all, stays as it is */
    static String of(String json) {
        try {
            return EnqueueForm.json(json) == null ? json : new PrettyJson(json).write();
        } catch (IllegalArgumentException none) {
            return json;
        }
    }

    private String write() {
        for (int at = 0; at < json.length(); at++) {
            char c = json.charAt(at);
            switch (c) {
                case '"' -> at = string(at);
                case '{', '[' -> at = open(at);
                case '}', ']' -> close(c);
                case ',' -> line(",");
                case ':' -> out.append(": ");
                default -> out.append(Character.isWhitespace(c) ? "" : c);
            }
        }
        return out.toString();
    }

    /** Copies a string. Returns where its last quote is. */
    private int string(int from) {
        int end = from + 1;
        while (json.charAt(end) != '"') {
            end += json.charAt(end) == '\\' ? 2 : 1;
        }
        out.append(json, from, end + 1);
        return end;
    }

    /** Begins an object or a list; an empty one stays in its line. Returns where it has read to. */
    private int open(int from) {
        out.append(json.charAt(from));
        int next = from + 1;
        while (Character.isWhitespace(json.charAt(next))) {
            next++;
        }
        if (json.charAt(next) == '}' || json.charAt(next) == ']') {
            out.append(json.charAt(next));
            return next;
        }
        depth++;
        line("");
        return from;
    }

    private void close(char end) {
        depth--;
        line("");
        out.append(end);
    }

    private void line(String end) {
        out.append(end).append('\n').append(INDENT.repeat(depth));
    }
}
