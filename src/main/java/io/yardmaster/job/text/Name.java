package io.yardmaster.job.text;

/** The grammar of names and ids, which also keeps them harmless in keys, logs and headers. */
public final class Name {
    /** The longest name and id in characters. */
    public static final int LONGEST = 128;

    private static final String NAME_RULE =
            " must be 1 to 128 characters of A-Z a-z 0-9 . _ - and begin with a letter or digit";
    private static final String ID_RULE =
            " must be 1 to 128 characters of A-Z a-z 0-9 . _ : - and begin with a letter or digit";

    private Name() {}

    /** True for the name of a queue or a job type. */
    public static boolean isName(String text) {
        return matches(text, false);
    }

    /** True for a job's id, which may also hold colons. */
    public static boolean isId(String text) {
        return matches(text, true);
    }

    /** The name itself. @throws IllegalArgumentException naming the field when it breaks the grammar */
    public static String check(String field, String text) {
        if (!isName(text)) {
            throw new IllegalArgumentException(field + NAME_RULE);
        }
        return text;
    }

    /** The id itself. @throws IllegalArgumentException naming the field when it breaks the grammar */
    public static String checkId(String field, String text) {
        if (!isId(text)) {
            throw new IllegalArgumentException(field + ID_RULE);
        }
        return text;
    }

    private static boolean matches(String text, boolean colons) {
        if (text == null || text.isEmpty() || text.length() > LONGEST || !isAlphanumeric(text.charAt(0))) {
            return false;
        }
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isAlphanumeric(c) && c != '.' && c != '_' && c != '-' && !(colons && c == ':')) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAlphanumeric(char c) {
        return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
    }
}
