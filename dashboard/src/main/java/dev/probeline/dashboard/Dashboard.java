package dev.probeline.dashboard;

import dev.probeline.dashboard.config.DashboardConfig;
import dev.probeline.dashboard.config.LimitSettings;
import dev.probeline.dashboard.core.Board;
import dev.probeline.dashboard.io.feed.Feed;
import dev.probeline.dashboard.io.web.Gate;
import dev.probeline.dashboard.io.web.WebServer;
import dev.probeline.runtime.health.Check;
import dev.probeline.runtime.lifecycle.Shutdown;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** The service: topics to a board in memory, and the board to whoever looks. */
public final class Dashboard implements AutoCloseable {
    private final Shutdown shutdown = new Shutdown();
    private final Feed feed;
    private final Gate gate;
    private final WebServer web;

    public Dashboard(DashboardConfig config, MeterRegistry registry) {
        Clock clock = Clock.systemUTC();
        LimitSettings limits = config.limits();
        Board board = new Board(
                limits.series(),
                limits.alerts(),
                limits.failures(),
                config.window().toMillis());
        feed = new Feed(config.kafka(), board, clock, registry);
        shutdown.onClose("topics", Duration.ofSeconds(4), feed);
        gate = new Gate(config, board, feed, clock, registry);
        web = new WebServer(config.page(), gate);
        shutdown.onClose("live page", Duration.ofSeconds(2), web);
        shutdown.onClose("open pages", Duration.ofSeconds(1), gate);
    }

    public void start() {
        web.start();
        feed.start();
        gate.tellNews();
    }

    /** The port the page is served on, also when 0 was asked for. */
    public int port() {
        return web.port();
    }

    public Map<String, Check> checks() {
        return Map.of("kafka", feed::check, "read_back", feed::following);
    }

    @Override
    public void close() {
        shutdown.close();
    }
}
