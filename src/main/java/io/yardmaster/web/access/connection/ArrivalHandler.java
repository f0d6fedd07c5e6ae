package io.yardmaster.web.access.connection;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import io.yardmaster.web.access.connection.ArrivingRequest.Phase;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Sees the bytes of a connection before anybody else, and drops the connection whose request takes too long. */
final class ArrivalHandler extends ChannelInboundHandlerAdapter {
    /** The names that Vert.x gives to its decoder and to what reads from it. */
    private static final String DECODER = "httpDecoder";

    private static final String READER = "handler";

    private final ArrivingRequest arrival = new ArrivingRequest(System.nanoTime());
    private final RequestHandler requests = new RequestHandler(arrival);
    private boolean plain = true;
    private ScheduledFuture<?> clock;

    @Override
    public void channelActive(ChannelHandlerContext context) {
        clock = context.executor().scheduleAtFixedRate(() -> check(context), 1, 1, TimeUnit.SECONDS);
        context.fireChannelActive();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (clock != null) {
            clock.cancel(false);
        }
        context.fireChannelInactive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!requests.isPlaced() && context.pipeline().get(DECODER) != null) {
            plain = context.pipeline().get(SslHandler.class) == null;
            context.pipeline().addBefore(READER, "requests", requests);
        }
        if (message instanceof ByteBuf bytes) {
            note(bytes);
        }
        context.fireChannelRead(message);
    }

    private void note(ByteBuf bytes) {
        if (arrival.phase() == Phase.NOTHING) {
            arrival.enter(Phase.HEAD, System.nanoTime());
        }
        arrival.count(bytes.readableBytes());
        if (plain && arrival.phase() == Phase.HEAD) {
            bytes.forEachByte(arrival::look);
        }
    }

    private void check(ChannelHandlerContext context) {
        if (!arrival.isTooSlow(System.nanoTime())) {
            return;
        }
        clock.cancel(false);
        if (requests.isPlaced()) {
            requests.refuse(new Refusal(408, "the request took too long to arrive"));
        } else {
            context.close();
        }
    }
}
