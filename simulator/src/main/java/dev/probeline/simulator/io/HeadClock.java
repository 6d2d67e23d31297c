package dev.probeline.simulator.io;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;

/** Notes on a request when its head was complete, before the body is waited for. */
@Sharable
final class HeadClock extends ChannelInboundHandlerAdapter {

    /** Carries {@code System.nanoTime()}; what a client sends under this name is overwritten. */
    static final String HEADER = "x-simulator-received-nanos";

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request) {
            request.headers().set(HEADER, System.nanoTime());
        }
        context.fireChannelRead(message);
    }
}
