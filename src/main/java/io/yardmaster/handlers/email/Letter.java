package io.yardmaster.handlers.email;

import java.net.IDN;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A checked letter before it is rendered: nothing in it can end a line of a header.
 *
 * @param to one to {@value #MOST_RECIPIENTS} addresses
 * @param subject one line
 */
record Letter(List<String> to, String subject) {
    static final int MOST_RECIPIENTS = 50;
    static final int LONGEST_SUBJECT = 500;
    private static final int LONGEST_ADDRESS = 320;
    private static final Pattern NAMED = Pattern.compile("([^<>\"\\p{Cntrl}]*)<([^<>]+)>");
    private static final Pattern PLAIN =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[A-Za-z0-9]"
                    + "([A-Za-z0-9.-]*[A-Za-z0-9])?");

    /** @throws IllegalArgumentException with the field and what it must be */
    static Letter of(EmailHandler.Mail mail) {
        demand(mail.subject().chars().noneMatch(Character::isISOControl), "subject must be one line of text");
        List<String> to = mail.to().stream().map(Letter::address).toList();
        demand(!to.isEmpty(), "to must have at least one address");
        return new Letter(to, mail.subject());
    }

    /** The address in ASCII, with the name before it when one was given. */
    static String address(String text) {
        demand(text != null && text.length() <= LONGEST_ADDRESS, "to must have addresses of at most 320 characters");
        Matcher named = NAMED.matcher(text);
        if (named.matches()) {
            return named.group(1).strip() + " <" + ascii(named.group(2)) + ">";
        }
        return ascii(text);
    }

    private static String ascii(String address) {
        int at = address.lastIndexOf('@');
        String ascii = address;
        try {
            ascii = address.substring(0, at + 1) + IDN.toASCII(address.substring(at + 1));
        } catch (IllegalArgumentException notADomain) {
            ascii = "";
        }
        demand(PLAIN.matcher(ascii).matches(), "to has an address that is none, such as mira@example.com");
        return ascii;
    }

    private static void demand(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
