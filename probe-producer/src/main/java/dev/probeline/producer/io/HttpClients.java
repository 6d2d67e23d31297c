package dev.probeline.producer.io;

import dev.probeline.producer.config.ConnectionMode;
import dev.probeline.producer.config.Target;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.Dns;
import okhttp3.OkHttpClient;

/**
 * The HTTP client of each target, with everything switched off that would hide from the figures what happened:
 * retries, redirects, racing several addresses. Time-outs are the {@link Watchdog}'s.
 */
public final class HttpClients implements AutoCloseable {
    private static final Duration KEEP_ALIVE = Duration.ofMinutes(5);

    private final ExecutorService lookups;
    private final List<ConnectionPool> pools = new CopyOnWriteArrayList<>();
    private final OkHttpClient base;
    private final Dns resolver;

    /** @param concurrency most calls that are made at one time */
    public HttpClients(int concurrency) {
        this(concurrency, new OkHttpClient());
    }

    /** @param trusting brings the certificates that are trusted and the resolver of names */
    public HttpClients(int concurrency, OkHttpClient trusting) {
        lookups = new ThreadPoolExecutor(
                0, concurrency, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), Threads.daemon("probe-dns"));
        resolver = trusting.dns();
        base = trusting.newBuilder()
                .dispatcher(new Dispatcher())
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                .addNetworkInterceptor(new LeftAlone())
                .fastFallback(false)
                .connectTimeout(Duration.ZERO)
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO)
                .callTimeout(Duration.ZERO)
                .eventListenerFactory(
                        call -> Objects.requireNonNull(call.request().tag(CallEvents.class)))
                .build();
    }

    /** Name resolution of one target. */
    BoundedDns dns(Target target) {
        return new BoundedDns(lookups, target.timeouts().connect(), resolver);
    }

    /** A client with connections of its own. */
    OkHttpClient forTarget(Target target, Dns dns) {
        boolean reuse = target.connection() == ConnectionMode.REUSE;
        ConnectionPool pool = new ConnectionPool(reuse ? 8 : 0, KEEP_ALIVE.toSeconds(), TimeUnit.SECONDS);
        pools.add(pool);
        return base.newBuilder().connectionPool(pool).dns(dns).build();
    }

    /** Of a client that makes no further calls. */
    void release(OkHttpClient client) {
        pools.remove(client.connectionPool());
        client.connectionPool().evictAll();
    }

    /** Closes idle connections; calls still under way are the probes' own to end. */
    @Override
    public void close() {
        lookups.shutdownNow();
        base.dispatcher().executorService().shutdown();
        pools.forEach(ConnectionPool::evictAll);
    }
}
