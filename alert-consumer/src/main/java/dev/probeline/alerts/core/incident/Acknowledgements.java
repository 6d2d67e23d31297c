package dev.probeline.alerts.core.incident;

import static java.util.stream.Collectors.toSet;

import dev.probeline.alerts.core.incident.Entry.What;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What an acknowledgement counts for. The first one counts; one of an incident that is over is nobody's business any more.
 * Whoever is at it is so whichever receiver told of it, so it counts for the incidents of others too where all that goes on
 * in them is part of this.
 */
final class Acknowledgements {
    static void hear(Acknowledgement acknowledgement, Book book, Instant now) {
        List<Incident> named = book.incidents().stream()
                .filter(incident -> incident.id().equals(acknowledgement.incident()))
                .toList();
        if (named.isEmpty()) {
            book.journal().acknowledgementOver(acknowledgement.incident());
        }
        Set<String> alerts = named.stream()
                .flatMap(incident -> incident.members().keySet().stream())
                .collect(toSet());
        for (Incident incident : List.copyOf(book.incidents())) {
            if (!incident.over()
                    && incident.isWithin(alerts)
                    && incident.acknowledged().isEmpty()) {
                Acknowledgement heard = new Acknowledgement(incident.id(), acknowledgement.author(), now);
                book.put(incident.with(heard).with(incident.course().dueBy(now)));
                book.journal()
                        .enter(Entry.of(incident, now, What.ACKNOWLEDGED, "acknowledged", acknowledgement.author()));
            }
        }
    }

    private Acknowledgements() {}
}
