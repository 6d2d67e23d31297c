package dev.probeline.quickstart.core;

import dev.probeline.schemas.SeriesKey;
import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.events.ProbeMetrics;
import dev.probeline.schemas.events.ProbeResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** All that was read back from the topics of the pipeline; may be written and asked by different threads. */
public final class Observations {
    /** The quickstart's shortest windows; they do not overlap. */
    public static final Duration WINDOW = Duration.ofSeconds(10);

    private final ResultTally results = new ResultTally();
    private final WindowTally windows = new WindowTally(WINDOW);
    private final AlertTally alerts = new AlertTally();
    private final CostTally costs = new CostTally();
    private final LatencyGrid grid = new LatencyGrid(WINDOW);
    private Instant firstWindow;

    public synchronized void result(ProbeResult result) {
        results.add(result);
        costs.add(result);
    }

    /** @param seen when it was read */
    public synchronized void metrics(SeriesKey series, ProbeMetrics metrics, Instant seen) {
        windows.add(series, metrics);
        grid.add(series, metrics);
        if (firstWindow == null && windows.measured()) {
            firstWindow = seen;
        }
    }

    public synchronized void alert(AlertEvent event) {
        alerts.add(event);
    }

    public synchronized long probes() {
        return results.probes();
    }

    public synchronized Map<String, Long> probesByRegion() {
        return results.probesByRegion();
    }

    public synchronized double probesPerSecond(Instant now) {
        return results.probesPerSecond(now);
    }

    public synchronized Optional<Instant> firstProbe() {
        return results.first();
    }

    public synchronized Optional<Instant> firstWindow() {
        return Optional.ofNullable(firstWindow);
    }

    /** Attempts in the last revisions of the windows. */
    public synchronized long aggregated() {
        return windows.attempts();
    }

    /** Whether all windows with an attempt have closed. */
    public synchronized boolean settled() {
        return windows.settled();
    }

    public synchronized int windows() {
        return windows.windows();
    }

    public synchronized int alertsFired() {
        return alerts.fired();
    }

    public synchronized int alertsResolved() {
        return alerts.resolved();
    }

    public synchronized Collection<AlertEvent> firing() {
        return alerts.firing();
    }

    public synchronized Map<String, Map<String, LatencyGrid.Cell>> grid() {
        return grid.rows();
    }

    public synchronized Costs costs() {
        return costs.costs();
    }
}
