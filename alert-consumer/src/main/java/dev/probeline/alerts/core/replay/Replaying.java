package dev.probeline.alerts.core.replay;

import dev.probeline.alerts.core.Alerting;
import dev.probeline.alerts.core.rule.Rule;
import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.events.AlertState;
import dev.probeline.schemas.events.ProbeMetrics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rules over recorded metrics: what fired, when, and for how long. The clock it shows the rules is the metrics' own: the
 * newest event time heard. Where nothing was recorded for longer than {@link #GAP}, neither was there anybody to tell.
 */
public final class Replaying {
    /** As often as the service looks at its clock. */
    private static final Duration TICK = Duration.ofMillis(100);

    private static final Duration GAP = Duration.ofMinutes(30);
    private static final Duration LOOK_FOR_GONE = Duration.ofMinutes(10);

    private final Alerting alerting;
    private final Map<String, Episode> episodes = new LinkedHashMap<>();
    private Instant clock;
    private Instant lookedForGone;

    public Replaying(List<Rule> rules, Duration seriesExpiry) {
        this.alerting = new Alerting(rules, seriesExpiry);
    }

    public void hear(String series, ProbeMetrics record) {
        pass(record.getAsOf());
        note(alerting.hear(series, record));
    }

    private void pass(Instant to) {
        if (clock == null || clock.plus(GAP).isBefore(to)) {
            clock = to;
            lookedForGone = to;
        }
        for (; clock.isBefore(to); clock = clock.plus(TICK)) {
            note(alerting.tick(clock));
        }
        if (lookedForGone.plus(LOOK_FOR_GONE).isBefore(clock)) {
            lookedForGone = clock;
            note(alerting.forgetGone());
        }
    }

    private void note(List<AlertEvent> events) {
        for (AlertEvent event : events) {
            boolean told = event.getState() == AlertState.firing || event.getState() == AlertState.resolved;
            if (told && event.getFiringSince() != null) {
                episodes.put(event.getAlertId(), Episode.of(event));
            }
        }
    }

    /** In the order in which they fired. */
    public List<Episode> episodes() {
        List<Episode> all = new ArrayList<>(episodes.values());
        all.sort(Comparator.comparing(Episode::firedAt)
                .thenComparing(Episode::rule)
                .thenComparing(Episode::series));
        return all;
    }
}
