package io.yardmaster.web.access.connection;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.yardmaster.web.problem.Problem;
import io.yardmaster.web.problem.SecurityHeaders;
import java.nio.charset.StandardCharsets;

/**
 * Why a request is not even read.
 *
 * @param status of HTTP, 400..599
 * @param detail one sentence for its sender
 */
record Refusal(int status, String detail) {
    /** The whole answer, after which the connection closes. */
    FullHttpResponse answer() {
        byte[] body = Problem.of(status, detail).json().getBytes(StandardCharsets.UTF_8);
        FullHttpResponse answer = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), Unpooled.wrappedBuffer(body));
        SecurityHeaders.of("").forEach((name, value) -> answer.headers().set(name, value));
        answer.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .set(HttpHeaderNames.CONTENT_LENGTH, body.length)
                .set(HttpHeaderNames.CONNECTION, "close");
        return answer;
    }
}
