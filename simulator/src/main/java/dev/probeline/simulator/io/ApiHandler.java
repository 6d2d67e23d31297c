package dev.probeline.simulator.io;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;

/** One connection: its requests one after the other, each answered by a plan. */
@SuppressWarnings("FutureReturnValueIgnored") // a write or close that fails ends in channelInactive
final class ApiHandler extends SimpleChannelInboundHandler<FullHttpRequest> {

    /** A client with more than this in line before the first is answered is cut off. */
    private static final int MOST_WAITING = 64;

    private final Api api;
    private final Deque<Arrival> waiting = new ArrayDeque<>();
    private Player player;

    ApiHandler(Api api) {
        this.api = api;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest http) {
        InetSocketAddress caller = (InetSocketAddress) context.channel().remoteAddress();
        waiting.add(Arrival.of(http, api.regionHeader(), caller.getAddress().isLoopbackAddress()));
        if (waiting.size() > MOST_WAITING) {
            context.close();
        } else if (player == null) {
            answerNext(context);
        }
    }

    /** Told in the middle of a write, so the player has to wait its turn. */
    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (player != null && context.channel().isWritable()) {
            context.executor().execute(player::play);
        }
        context.fireChannelWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (player != null) {
            player.abandon();
        }
        context.fireChannelInactive();
    }

    /** A client that resets its connection is no news; channelInactive follows. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        api.failed(cause);
        context.close();
    }

    private void answerNext(ChannelHandlerContext context) {
        Arrival next = waiting.poll();
        if (next == null) {
            return;
        }
        Api.Exchange exchange = api.answer(next);
        player = new Player(context, exchange.plan(), exchange.truth(), next.headNanos(), () -> {
            player = null;
            answerNext(context);
        });
        player.play();
    }
}
