package io.yardmaster.web.access.connection;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.yardmaster.web.access.connection.ArrivingRequest.Phase;
import java.nio.channels.ClosedChannelException;
import java.util.Optional;

/** Sees each request as it was decoded. One that breaks the rules of HTTP is answered here, and its connection closed. */
final class RequestHandler extends ChannelDuplexHandler {
    private static final int CONTINUE = 100;

    private final ArrivingRequest arrival;
    private ChannelHandlerContext context;
    private int unanswered;
    private boolean answering;
    private boolean refused;

    RequestHandler(ArrivingRequest arrival) {
        this.arrival = arrival;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    boolean isPlaced() {
        return context != null;
    }

    @Override
    public void channelRead(ChannelHandlerContext same, Object message) {
        if (!refused && message instanceof HttpObject part) {
            fault(part).ifPresent(this::refuse);
        }
        if (refused) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (message instanceof LastHttpContent) {
            arrival.enter(Phase.NOTHING, System.nanoTime());
        }
        context.fireChannelRead(message);
    }

    private Optional<Refusal> fault(HttpObject part) {
        if (part instanceof HttpRequest head) {
            Optional<Refusal> fault = HeadRules.check(head, arrival.isFolded());
            arrival.enter(Phase.BODY, System.nanoTime());
            unanswered += fault.isEmpty() ? 1 : 0;
            return fault;
        }
        DecoderResult result = part.decoderResult();
        return part instanceof HttpContent && result.isFailure()
                ? Optional.of(new Refusal(400, "the body is not in the form that its headers say"))
                : Optional.empty();
    }

    @Override
    public void write(ChannelHandlerContext same, Object message, ChannelPromise done) {
        if (refused) {
            ReferenceCountUtil.release(message);
            done.tryFailure(new ClosedChannelException());
            return;
        }
        answering |= message instanceof HttpResponse head && head.status().code() != CONTINUE;
        if (message instanceof LastHttpContent && answering) {
            unanswered--;
            answering = false;
        }
        context.write(message, done);
    }

    /** Answers, where that would not stand in the place of another answer, and closes the connection. */
    void refuse(Refusal why) {
        refused = true;
        boolean ofThisRequest = unanswered == 0 || unanswered == 1 && arrival.phase() == Phase.BODY;
        if (answering || !ofThisRequest) {
            context.close();
            return;
        }
        context.writeAndFlush(why.answer()).addListener(ChannelFutureListener.CLOSE);
    }
}
