package io.yardmaster.handlers.http;

/** The address is not public, and nobody has allowed it. */
class RefusedAddressException extends RuntimeException {
    private static final long serialVersionUID = 1;

    RefusedAddressException(String host, String address) {
        super("url leads to " + address + (host.contains(address) ? "" : " (" + host + ")")
                + ", which is not a public address; YARDMASTER_HTTP_ALLOW can allow its network");
    }
}
