package dev.probeline.dashboard;

import dev.probeline.dashboard.config.DashboardConfig;
import dev.probeline.dashboard.io.web.Gate;
import dev.probeline.dashboard.io.web.WebServer;
import dev.probeline.runtime.health.Check;
import dev.probeline.runtime.lifecycle.Shutdown;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;

/** The service: topics to a board in memory, and the board to whoever looks. */
public final class Dashboard implements AutoCloseable {
    private final Shutdown shutdown = new Shutdown();
    private final WebServer web;

    public Dashboard(DashboardConfig config, MeterRegistry registry) {
        web = new WebServer(config.page(), new Gate());
        shutdown.onClose("live page", Duration.ofSeconds(2), web);
    }

    public void start() {
        web.start();
    }

    /** The port the page is served on, also when 0 was asked for. */
    public int port() {
        return web.port();
    }

    public Map<String, Check> checks() {
        return Map.of();
    }

    @Override
    public void close() {
        shutdown.close();
    }
}
