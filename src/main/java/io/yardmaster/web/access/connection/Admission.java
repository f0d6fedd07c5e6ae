package io.yardmaster.web.access.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.HashMap;
import java.util.Map;

/**
 * Lets connections in while there are not too many of them, in total and of one {@link ClientNetwork}. One too many is closed
 * at once. Each that is let in is watched by {@link ArrivalHandler}.
 */
final class Admission extends ChannelInboundHandlerAdapter {
    static final int MOST = 4_000;
    static final int MOST_OF_ONE = 2_500;

    private final int most;
    private final int mostOfOne;
    private final Map<String, Integer> open = new HashMap<>();
    private int total;

    /** @param most connections at once @param mostOfOne of these from one network */
    Admission(int most, int mostOfOne) {
        this.most = most;
        this.mostOfOne = mostOfOne;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object accepted) {
        Channel connection = (Channel) accepted;
        String network = ClientNetwork.of(connection.remoteAddress());
        if (!enter(network)) {
            connection.unsafe().closeForcibly();
            return;
        }
        connection.closeFuture().addListener(closed -> leave(network));
        connection.pipeline().addLast(new ArrivalHandler());
        context.fireChannelRead(accepted);
    }

    synchronized boolean enter(String network) {
        if (total >= most || open.getOrDefault(network, 0) >= mostOfOne) {
            return false;
        }
        total++;
        open.merge(network, 1, Integer::sum);
        return true;
    }

    synchronized void leave(String network) {
        total--;
        open.computeIfPresent(network, (same, count) -> count == 1 ? null : count - 1);
    }
}
