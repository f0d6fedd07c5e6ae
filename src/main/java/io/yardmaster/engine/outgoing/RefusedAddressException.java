package io.yardmaster.engine.outgoing;

/** The address is not public, and nobody has allowed it. */
public class RefusedAddressException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** @param host as the payload names it; where it leads is not told */
    RefusedAddressException(String host) {
        super("url leads to " + host + ", which is not a public address; YARDMASTER_HTTP_ALLOW can allow its network");
    }
}
