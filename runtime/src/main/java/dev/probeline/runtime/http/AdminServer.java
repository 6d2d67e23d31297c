package dev.probeline.runtime.http;

import com.sun.net.httpserver.HttpServer;
import dev.probeline.runtime.health.Check;
import dev.probeline.runtime.health.Readiness;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What operators and orchestrators ask a service: {@code /health/live}, {@code /health/ready} (200 or 503, with every
 * check and its reason), {@code /metrics}.
 */
public final class AdminServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(AdminServer.class);
    private static final int THREADS = 4;

    private final HttpSettings settings;
    private final Readiness readiness;
    private final AdminPages pages;
    private final ExecutorService threads;
    private HttpServer server;

    public AdminServer(HttpSettings settings, PrometheusMeterRegistry registry, Map<String, Check> readiness) {
        this.settings = settings;
        this.readiness = new Readiness(readiness);
        this.pages = new AdminPages(registry, this.readiness);
        readiness
                .keySet()
                .forEach(name -> Gauge.builder("probeline.health", this.readiness, all -> all.isOk(name) ? 1 : 0)
                        .description("1 while the readiness check passes")
                        .tag("check", name)
                        .register(registry));
        AtomicInteger count = new AtomicInteger();
        this.threads = Executors.newFixedThreadPool(THREADS, work -> {
            Thread thread = new Thread(work, "admin-http-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** @throws ListenException when the port is taken */
    public void start() {
        server = BoundedServer.listen("admin server", settings);
        server.setExecutor(threads);
        server.createContext("/", pages);
        server.start();
        log.atInfo()
                .addKeyValue("url", "http://" + settings.bind() + ":" + port())
                .log("Health and metrics are served");
    }

    /** The port it listens on, also when 0 was asked for. */
    public int port() {
        if (server == null) {
            throw new IllegalStateException("not started");
        }
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        if (server != null) {
            server.stop(0);
        }
        threads.shutdownNow();
        readiness.close();
    }
}
