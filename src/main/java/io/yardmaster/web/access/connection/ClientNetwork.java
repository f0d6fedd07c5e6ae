package io.yardmaster.web.access.connection;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/** Whom an address counts for: an IPv4 address for itself, an IPv6 address with its neighbours in the same /64. */
public final class ClientNetwork {
    private static final int PREFIX_BYTES = 8;

    private ClientNetwork() {}

    /** A key for the address; one customer has a whole /64 and would else come from a new address each time. */
    public static String of(InetAddress address) {
        byte[] bytes = address.getAddress();
        byte[] counted = bytes.length == 4 ? bytes : Arrays.copyOf(bytes, PREFIX_BYTES);
        return HexFormat.of().formatHex(counted);
    }
}
