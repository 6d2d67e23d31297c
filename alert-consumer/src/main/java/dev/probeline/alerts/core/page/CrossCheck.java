package dev.probeline.alerts.core.page;

import dev.probeline.schemas.events.AlertEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Puts what the provider says of itself beside what was probed. */
public final class CrossCheck {
    /**
     * An incident of the page is taken for the same trouble where the two begin within this of each other; what a page
     * has open for longer is another story.
     */
    private static final Duration SAME = Duration.ofHours(3);

    /** @param status of the provider the event is about; empty where it is not known */
    public static AlertEvent with(AlertEvent event, Optional<PageStatus> status) {
        if (status.isEmpty()) {
            return event;
        }
        return AlertEvent.newBuilder(event)
                .setProviderStatus(status.get().text())
                .setDetectionLeadMs(
                        lead(event, status.get()).map(Duration::toMillis).orElse(null))
                .build();
    }

    /** How long the alert fired before the page said so; negative where the page was first. */
    private static Optional<Duration> lead(AlertEvent event, PageStatus status) {
        Instant fired = event.getFiringSince();
        return fired == null
                ? Optional.empty()
                : status.since()
                        .map(since -> Duration.between(fired, since))
                        .filter(lead -> lead.abs().compareTo(SAME) <= 0);
    }

    private CrossCheck() {}
}
