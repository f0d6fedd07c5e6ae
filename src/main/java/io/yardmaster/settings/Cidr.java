package io.yardmaster.settings;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** The form of a network: an address of four or sixteen bytes, a slash and the number of leading bits. */
final class Cidr {
    private static final int LONGEST = 60;

    private Cidr() {}

    /** True for {@code 10.0.0.0/8} or {@code fd00::/8}. Asks no name server. */
    static boolean isCidr(String text) {
        int slash = text.indexOf('/');
        if (text.length() > LONGEST || slash < 0 || !text.substring(slash + 1).matches("[0-9]{1,3}")) {
            return false;
        }
        int bits = Integer.parseInt(text.substring(slash + 1));
        return bits <= bitsOf(text.substring(0, slash));
    }

    /** 32 or 128; -1 when the text is no address. */
    private static int bitsOf(String address) {
        boolean four = address.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
        boolean six = address.matches("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
        if (!four && !six) {
            return -1; // anything else would be looked up as a name
        }
        try {
            InetAddress.getByName(address);
            return four ? 32 : 128;
        } catch (UnknownHostException e) {
            return -1;
        }
    }
}
