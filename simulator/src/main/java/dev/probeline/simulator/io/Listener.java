package dev.probeline.simulator.io;

import dev.probeline.runtime.http.HttpSettings;
import dev.probeline.runtime.http.ListenException;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The sockets: accepts connections, in the clear or over TLS, and hands each to an {@link ApiHandler}. */
public final class Listener implements AutoCloseable {

    private static final int LARGEST_BODY = 32 * 1024 * 1024;
    private static final int BACKLOG = 4096;

    private final Api api;
    private final EventLoopGroup acceptor;
    private final EventLoopGroup workers;
    private final HeadClock clock = new HeadClock();

    public Listener(Api api, int threads) {
        this.api = api;
        this.acceptor = group("simulator-accept", 1);
        this.workers = group("simulator", threads);
    }

    private static EventLoopGroup group(String name, int threads) {
        return new MultiThreadIoEventLoopGroup(
                threads, new DefaultThreadFactory(name, true), NioIoHandler.newFactory());
    }

    /**
     * @return the port taken
     * @throws ListenException if it cannot be
     */
    public int listen(HttpSettings where, Optional<SslContext> tls) {
        ChannelFuture bound = new ServerBootstrap()
                .group(acceptor, workers)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        assemble(channel, tls);
                    }
                })
                .bind(where.bind(), where.port())
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            Throwable cause = bound.cause();
            throw new ListenException(
                    "simulator", where, cause instanceof IOException io ? io : new IOException(cause));
        }
        return ((InetSocketAddress) bound.channel().localAddress()).getPort();
    }

    private void assemble(Channel channel, Optional<SslContext> tls) {
        ChannelPipeline pipeline = channel.pipeline();
        tls.ifPresent(context -> pipeline.addLast(context.newHandler(channel.alloc())));
        pipeline.addLast(
                new HttpServerCodec(),
                new HttpServerKeepAliveHandler(),
                clock,
                new HttpObjectAggregator(LARGEST_BODY),
                new ApiHandler(api));
    }

    /** Ends every connection, whatever it waits for. */
    @Override
    public void close() {
        acceptor.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        workers.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
