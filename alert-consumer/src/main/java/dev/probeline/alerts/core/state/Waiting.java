package dev.probeline.alerts.core.state;

import dev.probeline.schemas.events.ProbeMetrics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Alerts that wait for {@code for} or {@code keep_firing_for} to elapse. Without it they would move on only when the next
 * record comes, up to one probe interval late. The event time of such a move is its deadline, whenever the clock tells
 * of it, and it is made only on evidence that is fresh: heard in this life of the process, and not long before.
 */
final class Waiting {
    /** What completed before the deadline may still be on its way for so long. */
    private static final Duration IN_FLIGHT = Duration.ofMillis(150);

    /** Evidence older than this at the deadline is no evidence: a record comes every ten seconds. */
    private static final Duration FRESH = Duration.ofSeconds(30);

    /**
     * After a tick as late as this nobody knows what else is late; the next one is believed. A deadline that is past for
     * longer is that of a backlog, which is to tell the rest itself.
     */
    private static final Duration LATE = Duration.ofSeconds(2);

    record Turned(Place place, ProbeMetrics record, List<Due> due) {}

    private final Map<Place, Turned> waiting = new LinkedHashMap<>();
    private Instant lastTick = Instant.MIN;

    void on(Place place, ProbeMetrics record, List<Due> due) {
        if (!due.isEmpty()) {
            waiting.put(place, new Turned(place, record, due));
        } else if (!waiting.isEmpty()) {
            waiting.remove(place);
        }
    }

    void forget(Place place) {
        waiting.remove(place);
    }

    void clear() {
        waiting.clear();
    }

    /** Takes out what is due; each in the order of its deadlines. */
    List<Turned> until(Instant wallClock) {
        boolean late = lastTick.isBefore(wallClock.minus(LATE));
        lastTick = wallClock;
        if (late || waiting.isEmpty()) {
            return List.of();
        }
        Instant now = wallClock.minus(IN_FLIGHT);
        List<Turned> turned = new ArrayList<>();
        for (Iterator<Map.Entry<Place, Turned>> entries = waiting.entrySet().iterator(); entries.hasNext(); ) {
            Map.Entry<Place, Turned> entry = entries.next();
            Turned one = entry.getValue();
            List<Due> due = one.due().stream()
                    .filter(each -> !each.at().isAfter(now))
                    .sorted((a, b) -> a.at().compareTo(b.at()))
                    .toList();
            if (due.isEmpty()) {
                continue;
            }
            turned.add(new Turned(
                    one.place(),
                    one.record(),
                    due.stream().filter(each -> live(each, one.record(), now)).toList()));
            List<Due> left =
                    one.due().stream().filter(each -> each.at().isAfter(now)).toList();
            if (left.isEmpty()) {
                entries.remove();
            } else {
                entry.setValue(new Turned(one.place(), one.record(), left));
            }
        }
        return turned;
    }

    private static boolean live(Due due, ProbeMetrics record, Instant now) {
        boolean fresh = !due.at().isAfter(record.getAsOf().plus(FRESH));
        return fresh && !due.at().isBefore(now.minus(LATE));
    }
}
