package dev.probeline.dashboard.io.web;

import dev.probeline.dashboard.core.Alert;
import dev.probeline.dashboard.core.Board;
import dev.probeline.dashboard.core.News;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the open pages twice a second what is new, and how far the past is read; every five seconds how the pipeline is, so that silence means death. */
final class Announcer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Announcer.class);
    private static final int HEALTH_EVERY = 10;
    private static final long TICK_MS = 500;

    private final String instance = UUID.randomUUID().toString();
    private final Board board;
    private final Api api;
    private final Streams streams;
    private final Clock clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "page-news");
        thread.setDaemon(true);
        return thread;
    });
    private byte[] progress = {};
    private int ticks;

    Announcer(Board board, Api api, Streams streams, Clock clock) {
        this.board = board;
        this.api = api;
        this.streams = streams;
        this.clock = clock;
    }

    void start() {
        var unused = timer.scheduleWithFixedDelay(this::tick, TICK_MS, TICK_MS, TimeUnit.MILLISECONDS);
    }

    byte[] hello() {
        byte[] hello = frame("hello", Json.object(json -> {
            json.writeNumberField("now", clock.millis());
            json.writeStringField("instance", instance);
            json.writeObjectFieldStart("progress");
            api.progress(json);
            json.writeEndObject();
        }));
        String text = "retry: 2000\n\n" + new String(hello, StandardCharsets.UTF_8);
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void tick() {
        try {
            tell();
        } catch (RuntimeException e) {
            log.atWarn().setCause(e).log("News could not be told");
        }
    }

    private void tell() {
        long now = clock.millis();
        News news = board.news(now);
        if (!news.series().isEmpty()) {
            send("current", json -> {
                json.writeNumberField("now", now);
                SeriesJson.currents(json, news.series());
            });
        }
        for (Alert alert : news.alerts()) {
            send("alert", json -> AlertJson.alert(json, alert));
        }
        if (!news.failures().isEmpty()) {
            send("failures", json -> AlertJson.failures(json, news.failures()));
        }
        byte[] reached = Json.object(api::progress);
        if (!Arrays.equals(reached, progress)) {
            progress = reached;
            send("progress", api::progress);
        }
        if (ticks++ % HEALTH_EVERY == 0) {
            send("health", api::health);
        }
    }

    private void send(String event, Json.Body body) {
        if (streams.open() > 0) {
            streams.broadcast(frame(event, Json.object(body)));
        }
    }

    /** JSON has no line breaks outside of texts, and inside they are escaped. */
    static byte[] frame(String event, byte[] json) {
        String text = "event: " + event + "\ndata: " + new String(json, StandardCharsets.UTF_8) + "\n\n";
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
