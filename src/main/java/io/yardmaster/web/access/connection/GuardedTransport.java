package io.yardmaster.web.access.connection;

import io.netty.bootstrap.ServerBootstrap;
import io.vertx.core.impl.transports.JDKTransport;
import io.vertx.core.net.NetServerOptions;

/**
 * The sockets of Java, with {@link Admission} before every server, which here all speak HTTP. Made by Vert.x, which finds it in a services
 * file because {@code quarkus.vertx.prefer-native-transport} tells it to look for another transport than its own.
 */
public final class GuardedTransport extends JDKTransport {
    @Override
    public void configure(NetServerOptions options, boolean domainSocket, ServerBootstrap bootstrap) {
        super.configure(options, domainSocket, bootstrap);
        bootstrap.handler(new Admission(Admission.MOST, Admission.MOST_OF_ONE));
    }
}
