package dev.probeline.quickstart.core;

import dev.probeline.schemas.SeriesKey;
import dev.probeline.schemas.events.ProbeMetrics;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * What came through {@code probe-metrics}, seen as its readers are asked to see it: of each window the highest revision
 * holds.
 */
public final class WindowTally {
    private record Window(SeriesKey series, long sizeMs, Instant end) {}

    private record Content(int revision, boolean closed, long attempts) {}

    private final long countedMs;
    private final Map<Window, Content> windows = new HashMap<>();
    private boolean measured;

    /** @param counted length of the windows that are summed: they must not overlap */
    public WindowTally(Duration counted) {
        this.countedMs = counted.toMillis();
    }

    public void add(SeriesKey series, ProbeMetrics metrics) {
        Window window = new Window(series, metrics.getWindowSizeMs(), metrics.getWindowEnd());
        Content content = new Content(metrics.getRevision(), metrics.getFinal$(), metrics.getAttempts());
        windows.merge(window, content, (old, young) -> young.revision() >= old.revision() ? young : old);
        measured |= metrics.getAttempts() > 0;
    }

    /** Whether any window with an attempt has come. */
    public boolean measured() {
        return measured;
    }

    /** Different windows of all lengths and series. */
    public int windows() {
        return windows.size();
    }

    /** Attempts in the counted windows of the series; roll-ups would count them again. */
    public long attempts() {
        return windows.entrySet().stream()
                .filter(entry -> counts(entry.getKey()))
                .mapToLong(entry -> entry.getValue().attempts())
                .sum();
    }

    /** Whether every counted window that holds an attempt has closed. */
    public boolean settled() {
        return windows.entrySet().stream()
                .filter(entry -> counts(entry.getKey()) && entry.getValue().attempts() > 0)
                .allMatch(entry -> entry.getValue().closed());
    }

    private boolean counts(Window window) {
        SeriesKey series = window.series();
        return window.sizeMs() == countedMs
                && !series.region().equals(SeriesKey.ALL)
                && !series.target().equals(SeriesKey.ALL)
                && !series.apiKeyAlias().equals(SeriesKey.ALL)
                && !series.model().equals(SeriesKey.ALL)
                && !series.endpoint().equals(SeriesKey.ALL)
                && !series.provider().equals(SeriesKey.ALL);
    }
}
