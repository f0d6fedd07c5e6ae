package io.yardmaster.web.access.client;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** A network of addresses. */
record ProxyNetwork(byte[] prefix, int bits) {
    /** @param cidr checked when the settings were read */
    static ProxyNetwork of(String cidr) {
        int slash = cidr.indexOf('/');
        try {
            byte[] prefix = InetAddress.getByName(cidr.substring(0, slash)).getAddress();
            return new ProxyNetwork(prefix, Integer.parseInt(cidr.substring(slash + 1)));
        } catch (UnknownHostException unreadable) {
            throw new IllegalArgumentException(cidr, unreadable);
        }
    }

    boolean contains(InetAddress address) {
        byte[] other = address.getAddress();
        for (int bit = 0; bit < bits && other.length == prefix.length; bit++) {
            int mask = 0x80 >> bit % 8;
            if ((prefix[bit / 8] & mask) != (other[bit / 8] & mask)) {
                return false;
            }
        }
        return other.length == prefix.length;
    }
}
