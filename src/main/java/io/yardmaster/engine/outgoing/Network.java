package io.yardmaster.engine.outgoing;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * A range of addresses.
 *
 * @param prefix its first address, 4 or 16 bytes
 * @param bits leading bits that its addresses share with the first
 */
record Network(byte[] prefix, int bits) {
    /**
     * Reads CIDR notation, for example {@code 10.0.0.0/8} or {@code fd00::/8}. Looks nothing up.
     *
     * @throws IllegalArgumentException when the text is none
     */
    static Network of(String cidr) {
        int slash = cidr.indexOf('/');
        String address = slash < 0 ? "" : cidr.substring(0, slash);
        String bits = cidr.substring(slash + 1);
        boolean isNumeric = address.matches("[0-9.]{7,15}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*"); // a name would be looked up
        if (!isNumeric || !bits.matches("[0-9]{1,3}")) {
            throw notCidr(cidr);
        }
        try {
            byte[] prefix = InetAddress.getByName(address).getAddress();
            if (Integer.parseInt(bits) > prefix.length * 8) {
                throw notCidr(cidr);
            }
            return new Network(prefix, Integer.parseInt(bits));
        } catch (UnknownHostException malformed) {
            throw notCidr(cidr);
        }
    }

    boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length != prefix.length) {
            return false;
        }
        int whole = bits / 8;
        int rest = bits % 8;
        return Arrays.equals(bytes, 0, whole, prefix, 0, whole)
                && (rest == 0 || ((bytes[whole] ^ prefix[whole]) & 0xff) >>> (8 - rest) == 0);
    }

    private static IllegalArgumentException notCidr(String text) {
        return new IllegalArgumentException(
                "YARDMASTER_HTTP_ALLOW has \"" + text + "\", which is not a network like 10.0.0.0/8 or fd00::/8");
    }
}
