package io.yardmaster.web.access.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ServerChannel;
import io.netty.channel.SingleThreadEventLoop;
import io.quarkus.vertx.http.HttpServerStart;
import io.vertx.core.Vertx;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.impl.VertxHandler;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;

/**
 * Gives each HTTP connection that comes in what no setting of the server reaches: {@link HeadFolds} before its decoder,
 * {@link RequestTargets} after it, and {@link UnreadableHead} for what cannot be decoded. For that it stands at the
 * socket that listens, once it does.
 */
@Singleton
public class ConnectionHeads {
    private static final String CONNECTION = "handler"; // as Vert.x names them
    private static final String DECODER = "httpDecoder";

    private final Vertx vertx;

    ConnectionHeads(Vertx vertx) {
        this.vertx = vertx;
    }

    void stand(@ObservesAsync HttpServerStart listening) {
        ((VertxInternal) vertx)
                .getAcceptorEventLoopGroup()
                .forEach(loop -> loop.execute(() -> {
                    if (loop instanceof SingleThreadEventLoop acceptor) {
                        acceptor.registeredChannelsIterator().forEachRemaining(ConnectionHeads::standAt);
                    }
                }));
    }

    private static void standAt(Channel channel) {
        if (channel instanceof ServerChannel && channel.pipeline().get(Accepted.class) == null) {
            channel.pipeline().addFirst(new Accepted());
        }
    }

    /** Gets each connection that was accepted, as the message of the socket that listens. */
    private static final class Accepted extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof Channel connection) {
                connection.pipeline().addLast(new First());
            }
            context.fireChannelRead(message);
        }
    }

    /** Stands first and waits for the first bytes, since then the server has put its own handlers behind it. */
    private static final class First extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object bytes) {
            ChannelPipeline all = context.pipeline();
            ChannelHandler last = all.get(CONNECTION);
            if (all.get(DECODER) != null
                    && last instanceof VertxHandler<?> vertx
                    && vertx.getConnection() instanceof HttpServerConnection http) {
                http.invalidRequestHandler(UnreadableHead::answer);
                all.addBefore(DECODER, null, new HeadFolds());
                all.addBefore(CONNECTION, null, new RequestTargets());
            }
            context.fireChannelRead(bytes);
            all.remove(this);
        }
    }
}
