package io.yardmaster.web.access.session;

/**
 * What sessions came by, so that they end when it changes. A bean made from the administrator's password.
 *
 * @param word made of the password; never kept as it is
 */
public record SessionBinding(String word) {
    @Override
    public String toString() {
        return "SessionBinding"; // never the word
    }
}
