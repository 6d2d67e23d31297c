package dev.probeline.alerts.core.rule;

import dev.probeline.alerts.core.learn.Memory;
import dev.probeline.alerts.core.learn.Seen;
import dev.probeline.runtime.config.Durations;
import dev.probeline.schemas.events.ProbeMetrics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Somebody else answers: a model or a backend that the series was not answered by before.
 *
 * @param shownFor how long the new one counts as new; then it is the usual one
 */
public record Drift(Of of, Duration shownFor) implements Condition {
    /** A model that comes back after this is a change again. */
    private static final Duration REMEMBERED = Duration.ofDays(7);

    /** What may change under one name. */
    public enum Of {
        RESPONSE_MODEL,
        SYSTEM_FINGERPRINT;

        Map<String, Long> in(ProbeMetrics window) {
            return this == RESPONSE_MODEL
                    ? window.getAttemptsByResponseModel()
                    : window.getAttemptsBySystemFingerprint();
        }

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public String text() {
        return of.text() + " is one not seen before";
    }

    @Override
    public OptionalDouble threshold() {
        return OptionalDouble.empty();
    }

    /** The value is the number of attempts that somebody new answered. */
    @Override
    public Unit unit() {
        return Unit.COUNT;
    }

    /** What the first windows of a series show is no change; a whole window is looked at before there is one. */
    @Override
    public Memory learn(Memory memory, ProbeMetrics window) {
        Map<String, Long> answered = of.in(window);
        Seen seen = memory instanceof Seen known ? known : Seen.since(window.getWindowEnd());
        return answered.isEmpty() ? seen : seen.with(answered.keySet(), window.getWindowEnd(), REMEMBERED);
    }

    @Override
    public Finding examine(ProbeMetrics window, Memory memory) {
        boolean silent = window.getAttempts() == 0;
        Map<String, Long> answered = new TreeMap<>(of.in(window));
        if (answered.isEmpty() || !(memory instanceof Seen seen)) {
            return Finding.of(silent, window.getAttempts(), false, OptionalDouble.empty(), Answer.UNKNOWN);
        }
        Instant now = window.getWindowEnd();
        List<String> recent = answered.keySet().stream()
                .filter(name -> isNew(seen, name, now))
                .toList();
        double attempts = recent.stream().mapToLong(answered::get).sum();
        String before = seen.names().keySet().stream()
                .filter(name -> !isNew(seen, name, now))
                .collect(Collectors.joining(", "));
        String why = recent.isEmpty()
                ? ""
                : of.text() + " " + String.join(", ", recent) + ", first seen less than " + Durations.format(shownFor)
                        + " ago; before: " + before;
        return new Finding(
                silent, window.getAttempts(), false, OptionalDouble.of(attempts), Answer.of(!recent.isEmpty()), why);
    }

    private boolean isNew(Seen seen, String name, Instant now) {
        Seen.Times times = seen.names().get(name);
        if (times == null) {
            return false;
        }
        boolean fromTheStart = !times.first().isAfter(seen.began());
        return !fromTheStart && times.first().isAfter(now.minus(shownFor));
    }
}
