package io.yardmaster.job.attempt;

import io.yardmaster.job.text.BodyHash;
import io.yardmaster.job.text.Text;
import java.util.List;

/**
 * Tells whether two failures are the same: by the type of the job, the class of the error, its message without what
 * differs from job to job (words with digits, quoted text), and the first frame of its stack that is no library's.
 */
public final class Fingerprint {
    /** Stands for every failure beyond the first 1,000 kinds of a queue. */
    public static final String OTHER = "other";

    private static final int DIGITS = 16;
    private static final int LONGEST_MESSAGE = 500;
    private static final String QUOTES = "\"'`";
    private static final List<String> LIBRARIES = List.of(
            "java.",
            "javax.",
            "jakarta.",
            "jdk.",
            "sun.",
            "io.quarkus.",
            "io.vertx.",
            "io.netty.",
            "io.smallrye.",
            "org.jboss.",
            "com.fasterxml.",
            "io.yardmaster.engine.");

    private Fingerprint() {}

    /** 16 lower-case hexadecimal digits: the first 64 bits of a SHA-256. @param type of the job */
    static String of(String type, JobError error) {
        String text = String.join(
                "\n", type, String.valueOf(error.type()), plain(error.message()), firstOwnFrame(error.stack()));
        return BodyHash.full(text).substring(0, DIGITS);
    }

    /** True for a frame of a stack that is not one of a library or of the engine. @param frame {@code at ...} */
    public static boolean isOwn(String frame) {
        if (!frame.startsWith("at ")) {
            return false;
        }
        String name = name(frame);
        return LIBRARIES.stream().noneMatch(name::startsWith);
    }

    /** A frame without "at", and without the module and the loader that may stand before the class. */
    private static String name(String frame) {
        return frame.substring(Math.max(2, frame.lastIndexOf('/')) + 1);
    }

    /** The message with {@code #} for quoted text and for words that hold a digit, so for numbers and ids. */
    static String plain(String message) {
        String text = message == null ? "" : Text.cut(message, LONGEST_MESSAGE);
        StringBuilder plain = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            int end = isWord(text.charAt(at)) ? wordEnd(text, at) : quoteEnd(text, at);
            boolean goes = isWord(text.charAt(at)) ? hasDigit(text, at, end) : end > at + 1;
            plain.append(goes ? "#" : text.substring(at, end));
            at = end;
        }
        return plain.toString();
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-';
    }

    private static int wordEnd(String text, int from) {
        int end = from;
        while (end < text.length() && isWord(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** Behind the closing quote, or behind this one character where nothing is quoted; "can't" quotes nothing. */
    private static int quoteEnd(String text, int from) {
        char quote = text.charAt(from);
        boolean opens = QUOTES.indexOf(quote) >= 0 && (from == 0 || !isWord(text.charAt(from - 1)));
        int close = opens ? text.indexOf(quote, from + 1) : -1;
        return close < 0 ? from + 1 : close + 1;
    }

    private static boolean hasDigit(String text, int from, int end) {
        return text.substring(from, end).chars().anyMatch(Character::isDigit);
    }

    /** Class and method, without the line and without what compilers number; empty when there is none. */
    private static String firstOwnFrame(String stack) {
        return stack == null
                ? ""
                : stack.lines()
                        .map(String::strip)
                        .filter(Fingerprint::isOwn)
                        .findFirst()
                        .map(Fingerprint::name)
                        .map(frame -> frame.substring(0, frame.indexOf('(') < 0 ? frame.length() : frame.indexOf('(')))
                        .map(frame -> frame.replaceAll("[0-9]+", "#"))
                        .orElse("");
    }
}
