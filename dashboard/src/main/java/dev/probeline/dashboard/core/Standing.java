package dev.probeline.dashboard.core;

import dev.probeline.schemas.events.Severity;
import java.util.List;

/**
 * How a series stands, and why: the worst of its alerts and of its newest window.
 *
 * @param since milliseconds since the epoch; −1 where it is longer than is known
 */
public record Standing(State state, Reason reason, long since) {
    /** In the words of the page. */
    public enum State {
        UNKNOWN,
        HEALTHY,
        SILENT,
        DEGRADED,
        ERROR
    }

    /** What made it so. */
    public enum Reason {
        NOTHING_READ,
        OK,
        NO_RECORD,
        NO_ATTEMPTS,
        ALERT_NO_DATA,
        ALERT_UNJUDGED,
        SOME_ATTEMPTS_FAIL,
        ALERT_PENDING,
        ALERT_FIRING,
        MOST_ATTEMPTS_FAIL
    }

    static Standing of(Series series, List<Alert> touching, long now) {
        Standing seen = seen(series, now);
        Standing alerted = alerted(touching);
        return alerted.state.compareTo(seen.state) >= 0 ? alerted : seen;
    }

    private static Standing seen(Series series, long now) {
        Window newest = series.charted().orElse(null);
        if (newest == null) {
            return new Standing(State.UNKNOWN, Reason.NOTHING_READ, -1);
        }
        if (newest.isOverdue(now)) {
            return new Standing(State.SILENT, Reason.NO_RECORD, newest.end());
        }
        Condition condition = series.condition();
        long since = series.since(condition);
        return switch (condition) {
            case NONE, SILENT -> new Standing(State.SILENT, Reason.NO_ATTEMPTS, since);
            case HEALTHY -> new Standing(State.HEALTHY, Reason.OK, since);
            case SOME_FAIL -> new Standing(State.DEGRADED, Reason.SOME_ATTEMPTS_FAIL, since);
            case MOST_FAIL -> new Standing(State.ERROR, Reason.MOST_ATTEMPTS_FAIL, since);
        };
    }

    private static Standing alerted(List<Alert> touching) {
        Standing worst = new Standing(State.UNKNOWN, Reason.NOTHING_READ, -1);
        for (Alert alert : touching) {
            Standing standing = of(alert);
            int order = standing.state.compareTo(worst.state);
            if (order > 0 || (order == 0 && standing.since < worst.since)) {
                worst = standing;
            }
        }
        return worst;
    }

    private static Standing of(Alert alert) {
        long since = alert.event().getPendingSince().toEpochMilli();
        return switch (alert.state()) {
            case firing, recovering -> {
                boolean bad = alert.severity().compareTo(Severity.error) >= 0;
                yield new Standing(bad ? State.ERROR : State.DEGRADED, Reason.ALERT_FIRING, since);
            }
            case pending -> new Standing(State.DEGRADED, Reason.ALERT_PENDING, since);
            case no_data -> new Standing(State.SILENT, Reason.ALERT_NO_DATA, since);
            // What cannot be judged is known neither to fail nor to be well.
            case error -> new Standing(State.SILENT, Reason.ALERT_UNJUDGED, since);
            case resolved, unknown -> new Standing(State.UNKNOWN, Reason.NOTHING_READ, since);
        };
    }
}
