package io.yardmaster.web.access.connection;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpRequest;
import java.net.URI;
import java.net.URISyntaxException;

/** Marks a request whose target is none, so that it is answered as one that could not be decoded. */
final class RequestTargets extends ChannelInboundHandlerAdapter {
    private static final String PLAIN = "/-._~?&=+:@";

    /** Carries one sentence for the client, and no trace. */
    static final class NoTargetException extends RuntimeException {
        private static final long serialVersionUID = 1;

        NoTargetException(String sentence) {
            super(sentence, null, false, false);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request && request.decoderResult().isSuccess()) {
            String uri = request.uri();
            if (!uri.startsWith("/")) {
                fail(request, "the target must be a path that begins with a slash");
            } else if (!isPlain(uri) && !isValid(uri)) {
                fail(request, "the target is no valid path: a percent sign must be followed by two hexadecimal digits");
            }
        }
        context.fireChannelRead(message);
    }

    private static void fail(HttpRequest request, String sentence) {
        request.setDecoderResult(DecoderResult.failure(new NoTargetException(sentence)));
    }

    /** True for what surely is valid. */
    private static boolean isPlain(String uri) {
        for (int i = 0; i < uri.length(); i++) {
            char letter = uri.charAt(i);
            boolean word =
                    letter >= 'a' && letter <= 'z' || letter >= 'A' && letter <= 'Z' || letter >= '0' && letter <= '9';
            if (!word && PLAIN.indexOf(letter) < 0) {
                return false;
            }
        }
        return !uri.startsWith("//");
    }

    private static boolean isValid(String uri) {
        try {
            return new URI(uri).getRawPath() != null;
        } catch (URISyntaxException invalid) {
            return false;
        }
    }
}
