package dev.probeline.alerts.core.incident;

import dev.probeline.alerts.core.notify.Trial;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * How far the telling of an incident is.
 *
 * @param due when to look whether there is something to tell; {@link Instant#MAX} if nothing is foreseen
 * @param sending a request was decided and its outcome is not recorded: after a crash it may have arrived
 * @param trial how often and since when the present news was tried
 * @param held whether it was looked at and held back, so that its end is owed to nobody
 * @param buried whether the present news went to the dead letters already
 * @param toldAt of the last notification that arrived
 * @param acknowledgementTold whether a notification arrived whose occasion it was
 * @param receipt what the receiver gave us to find its message again
 */
public record Course(
        Instant due,
        boolean sending,
        boolean held,
        Trial trial,
        boolean buried,
        Optional<Instant> toldAt,
        boolean acknowledgementTold,
        Map<String, String> receipt) {
    static final Course NEW =
            new Course(Instant.MAX, false, false, Trial.NONE, false, Optional.empty(), false, Map.of());

    public Course {
        receipt = Map.copyOf(receipt);
    }

    Course dueAt(Instant then) {
        return new Course(then, sending, held, trial, buried, toldAt, acknowledgementTold, receipt);
    }

    /** At the earlier of that and what was foreseen. */
    Course dueBy(Instant then) {
        return then.isBefore(due) ? dueAt(then) : this;
    }

    Course heldUntil(Instant look) {
        return new Course(look, sending, true, trial, buried, toldAt, acknowledgementTold, receipt);
    }

    Course sendingAt(Instant now) {
        return new Course(due, true, false, trial.next(now), buried, toldAt, acknowledgementTold, receipt);
    }

    Course failed(boolean isBuried, Instant next) {
        return new Course(next, false, held, trial, buried || isBuried, toldAt, acknowledgementTold, receipt);
    }

    /** @param given empty where the receiver gave nothing new */
    Course arrived(Instant now, Occasion occasion, Map<String, String> given) {
        return new Course(
                Instant.MAX,
                false,
                false,
                Trial.NONE,
                false,
                Optional.of(now),
                acknowledgementTold || occasion == Occasion.ACKNOWLEDGED,
                given.isEmpty() ? receipt : given);
    }

    /** What a crash left in the air may have arrived or not. */
    Course landed() {
        return new Course(due, false, held, trial, buried, toldAt, acknowledgementTold, receipt);
    }
}
