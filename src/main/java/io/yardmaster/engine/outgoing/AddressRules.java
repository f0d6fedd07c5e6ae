package io.yardmaster.engine.outgoing;

import io.yardmaster.engine.node.Settings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Decides which addresses may be called. A name is looked up once; when any of its addresses is not public and not
 * allowed by {@code YARDMASTER_HTTP_ALLOW}, the name is refused, and the caller connects to the address that was looked
 * at, never to the name: it could answer differently the second time.
 */
@Singleton
public class AddressRules {
    /** By the special-purpose registries of IANA. The JDK turns IPv4-mapped addresses into IPv4 ones by itself. */
    private static final List<Network> REFUSED = Stream.of(
                    "0.0.0.0/8", // this host
                    "10.0.0.0/8", // private
                    "100.64.0.0/10", // shared by carriers (CGNAT)
                    "127.0.0.0/8", // loopback
                    "169.254.0.0/16", // link-local, also the metadata of clouds
                    "172.16.0.0/12", // private
                    "192.0.0.0/24", // protocol assignments
                    "192.0.2.0/24", // documentation
                    "192.88.99.0/24", // 6to4 relays
                    "192.168.0.0/16", // private
                    "198.18.0.0/15", // benchmarks
                    "198.51.100.0/24", // documentation
                    "203.0.113.0/24", // documentation
                    "224.0.0.0/4", // multicast
                    "240.0.0.0/4", // reserved, and broadcast
                    "2001::/23", // Teredo and other protocol assignments
                    "2001:db8::/32", // documentation
                    "2002::/16", // 6to4
                    "3fff::/20") // documentation
            .map(Network::of)
            .toList();

    /** The only IPv6 addresses that are given out for use everywhere. */
    private static final Network PUBLIC_SIX = Network.of("2000::/3");

    /** An IPv4 address with a leading zero: decimal to some, octal to others. */
    private static final Pattern LEADING_ZERO = Pattern.compile("[0-9.]*(?<![0-9])0[0-9]+[0-9.]*");

    private final List<Network> allowed;
    private final Set<InetSocketAddress> opened = ConcurrentHashMap.newKeySet();
    private final Names names;

    /** Asks the name service; a test answers in its place. */
    @FunctionalInterface
    public interface Names {
        InetAddress[] look(String host) throws UnknownHostException;
    }

    @Inject
    AddressRules(Settings settings) {
        this(settings.httpAllow(), InetAddress::getAllByName);
    }

    /** @param allowed networks in CIDR notation */
    public AddressRules(List<String> allowed, Names names) {
        this.names = names;
        this.allowed = allowed.stream().map(Network::of).toList();
    }

    /** Allows one more address and port, until the server ends: an endpoint of the server's own. */
    public void open(InetSocketAddress own) {
        opened.add(own);
    }

    /**
     * The address to connect to. Waits for the name service.
     *
     * @param host a name or an address, IPv6 ones in brackets
     * @throws UnknownHostException when the name service knows no address
     * @throws RefusedAddressException when one of the addresses must not be called
     */
    public InetSocketAddress resolve(String host, int port) throws UnknownHostException {
        return resolve(host, port, false);
    }

    /**
     * The same for calls that must be private or encrypted: without TLS only allowed networks are called.
     *
     * @param onlyAllowed true = also a public address is refused unless it is allowed
     */
    public InetSocketAddress resolve(String host, int port, boolean onlyAllowed) throws UnknownHostException {
        if (LEADING_ZERO.matcher(host).matches()) {
            throw new RefusedAddressException(host);
        }
        InetAddress[] answers = names.look(host);
        for (InetAddress answer : answers) {
            if (!isAllowed(answer, port) && (onlyAllowed || !isPublic(answer))) {
                throw new RefusedAddressException(host);
            }
        }
        return new InetSocketAddress(InetAddress.getByAddress(answers[0].getAddress()), port);
    }

    /** True where nothing but public addresses may be called. */
    public boolean allowsNothing() {
        return allowed.isEmpty() && opened.isEmpty();
    }

    private static boolean isPublic(InetAddress address) {
        boolean given = address.getAddress().length == 4 || PUBLIC_SIX.contains(address);
        return given && REFUSED.stream().noneMatch(network -> network.contains(address));
    }

    private boolean isAllowed(InetAddress address, int port) throws UnknownHostException {
        return allowed.stream().anyMatch(network -> network.contains(address))
                || opened.contains(new InetSocketAddress(InetAddress.getByAddress(address.getAddress()), port));
    }
}
