package dev.probeline.alerts.core.incident;

import dev.probeline.alerts.core.route.Group;
import dev.probeline.alerts.core.route.Plan;
import dev.probeline.schemas.events.AlertEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** When a channel's failing is an alert of its own, and who hears it: never the channel itself. */
final class Troubles {
    /** Of failing; giving something up is trouble at once. */
    static final Duration AFTER = Duration.ofMinutes(5);

    private final Plan plan;
    private final List<String> receivers;

    Troubles(Plan plan, List<String> receivers) {
        this.plan = plan;
        this.receivers = receivers;
    }

    /** Empty where it is known, or there is nobody else to tell. */
    Optional<AlertEvent> begin(String receiver, String why, Book book, Instant now) {
        return of(receiver, book).isPresent() || receivers.size() < 2
                ? Optional.empty()
                : Optional.of(ChannelTrouble.begun(receiver, why, now));
    }

    Optional<AlertEvent> end(String receiver, Book book, Instant now) {
        return of(receiver, book).map(alert -> ChannelTrouble.over(alert, now));
    }

    /** An alert about a receiver that is no more. */
    boolean isGone(AlertEvent alert) {
        return ChannelTrouble.is(alert) && !receivers.contains(receiver(alert));
    }

    /** By the routes; where those lead to the channel itself alone, the first other receiver. */
    List<Group> groups(AlertEvent trouble) {
        Map<String, String> labels = Labels.of(trouble);
        String failing = receiver(trouble);
        List<Group> routed = plan.root().to(labels).stream()
                .map(route -> route.group(labels))
                .filter(group -> !group.receiver().equals(failing))
                .distinct()
                .toList();
        return !routed.isEmpty()
                ? routed
                : receivers.stream()
                        .filter(receiver -> !receiver.equals(failing))
                        .limit(1)
                        .map(receiver -> plan.root().group(labels).toldTo(receiver))
                        .toList();
    }

    private static Optional<AlertEvent> of(String receiver, Book book) {
        return book.alerts().stream()
                .filter(ChannelTrouble::is)
                .filter(alert -> Standing.of(alert)
                        .filter(standing -> standing != Standing.RESOLVED)
                        .isPresent())
                .filter(alert -> receiver(alert).equals(receiver))
                .findFirst();
    }

    private static String receiver(AlertEvent trouble) {
        return trouble.getLabels().get(ChannelTrouble.RECEIVER);
    }
}
