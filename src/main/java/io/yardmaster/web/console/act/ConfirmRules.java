package io.yardmaster.web.console.act;

/** What the pages have in common that confirm an act on many jobs. */
public final class ConfirmRules {
    /** Above so many jobs their number must be typed. */
    public static final long FREELY = 1_000;

    /** Why an act cannot be undone that could be at other times. */
    public static final String FULL_STORE = "It is final: the store's memory is more than 70 % full.";

    private ConfirmRules() {}

    /** A number that was typed or sent; -1 for what is no number of at most 15 digits. @param text hostile, may be null */
    public static long number(String text) {
        String digits = text == null ? "" : text.strip().replace(",", "");
        return digits.matches("[0-9]{1,15}") ? Long.parseLong(digits) : -1;
    }
}
