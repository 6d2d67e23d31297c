package dev.probeline.quickstart.core;

import dev.probeline.schemas.SeriesKey;
import dev.probeline.schemas.events.ProbeMetrics;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * What came through {@code probe-metrics}, seen as its readers are asked to see it: of each window the highest revision
 * holds. Windows that ended long ago are only counted, so that a run of days takes no more memory than one of minutes.
 */
public final class WindowTally {
    /** Far beyond the longest window and the wait for late results: nothing is revised after it. */
    static final Duration RETENTION = Duration.ofMinutes(15);

    private record Window(SeriesKey series, long sizeMs, Instant end) {}

    private record Content(int revision, boolean closed, long attempts) {}

    private final long countedMs;
    private final Map<Window, Content> windows = new HashMap<>();
    private Instant newest = Instant.MIN;
    private Instant folded = Instant.MIN;
    private int foldedWindows;
    private long foldedAttempts;
    private boolean measured;

    /** @param counted length of the windows that are summed: they must not overlap */
    public WindowTally(Duration counted) {
        this.countedMs = counted.toMillis();
    }

    public void add(SeriesKey series, ProbeMetrics metrics) {
        Window window = new Window(series, metrics.getWindowSizeMs(), metrics.getWindowEnd());
        if (window.end().isBefore(folded)) {
            return; // counted already
        }
        Content content = new Content(metrics.getRevision(), metrics.getFinal$(), metrics.getAttempts());
        windows.merge(window, content, (old, young) -> young.revision() >= old.revision() ? young : old);
        measured |= metrics.getAttempts() > 0;
        if (window.end().isAfter(newest)) {
            newest = window.end();
            fold(newest.minus(RETENTION));
        }
    }

    /** Whether any window with an attempt has come. */
    public boolean measured() {
        return measured;
    }

    /** Different windows of all lengths and series. */
    public int windows() {
        return foldedWindows + windows.size();
    }

    /** Attempts in the counted windows of the series; roll-ups would count them again. */
    public long attempts() {
        return foldedAttempts
                + windows.entrySet().stream().mapToLong(this::counted).sum();
    }

    /** Whether every counted window that holds an attempt has closed. */
    public boolean settled() {
        return windows.entrySet().stream()
                .filter(entry -> counted(entry) > 0)
                .allMatch(entry -> entry.getValue().closed());
    }

    /** How many are held one by one. */
    int held() {
        return windows.size();
    }

    private void fold(Instant before) {
        folded = before;
        windows.entrySet().removeIf(entry -> {
            boolean old = entry.getKey().end().isBefore(before);
            if (old) {
                foldedWindows++;
                foldedAttempts += counted(entry);
            }
            return old;
        });
    }

    private long counted(Map.Entry<Window, Content> entry) {
        return counts(entry.getKey()) ? entry.getValue().attempts() : 0;
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
