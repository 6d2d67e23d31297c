package dev.probeline.alerts.core.route;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Somebody's word that alerts with these labels are known of and need not be told for a time.
 *
 * @param startsAt may lie ahead, as for a maintenance
 * @param author who answers for it
 * @param endedBy who ended it early; empty where nobody did
 */
public record Silence(
        String id,
        List<Matcher> matchers,
        Instant startsAt,
        Instant endsAt,
        String author,
        String comment,
        Optional<String> endedBy) {
    /** Longer ones are forgotten rather than meant. */
    static final Duration LONGEST = Duration.ofDays(90);

    public Silence(String id, List<Matcher> matchers, Instant startsAt, Instant endsAt, String author, String comment) {
        this(id, matchers, startsAt, endsAt, author, comment, Optional.empty());
    }

    public Silence {
        matchers = List.copyOf(matchers);
        if (matchers.isEmpty() || Matcher.all(matchers, Map.of())) {
            throw new IllegalArgumentException("matchers: " + Matcher.show(matchers)
                    + " (expected: at least one that an alert without labels does not meet)");
        }
        if (author.isBlank() || comment.isBlank()) {
            throw new IllegalArgumentException("author, comment: '' (expected: who silences, and why)");
        }
        if (endsAt.isBefore(startsAt) || Duration.between(startsAt, endsAt).compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "ends_at: " + endsAt + " (expected: after " + startsAt + ", at most 90d later)");
        }
    }

    public boolean covers(Map<String, String> labels, Instant now) {
        return !now.isBefore(startsAt) && now.isBefore(endsAt) && Matcher.all(matchers, labels);
    }

    /** The same, over now: kept, so that one can see that it was, and who ended it. One that is over stays as it is. */
    public Silence endedAt(Instant now, String by) {
        Instant start = startsAt.isAfter(now) ? now : startsAt;
        return endsAt.isAfter(now) ? new Silence(id, matchers, start, now, author, comment, Optional.of(by)) : this;
    }
}
