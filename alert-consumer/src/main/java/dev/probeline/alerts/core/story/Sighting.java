package dev.probeline.alerts.core.story;

import dev.probeline.schemas.events.AlertState;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * An alert a story expects: {@code 40s firing ErrorRateHigh region=eu-west}, or without a time among those that are open.
 *
 * @param at event time of the change, from the beginning of the story
 * @param with facts of the event; those that are not named may be any
 */
public record Sighting(Optional<Duration> at, AlertState state, String rule, Map<String, String> with, String text) {
    private static final Set<String> STATES =
            new TreeSet<>(Set.of("pending", "firing", "recovering", "resolved", "no_data", "error"));

    /** @throws IllegalArgumentException naming the form */
    static Sighting parse(String text) {
        boolean timed = !text.isBlank() && Character.isDigit(text.strip().charAt(0));
        Line line = Line.parse(timed ? text : "0s " + text);
        List<String> words = line.words();
        if (words.size() != 2 || !STATES.contains(words.get(0))) {
            throw new IllegalArgumentException(text + " (expected: a state of " + String.join(", ", STATES)
                    + " and the name of a rule, then" + " LABEL=… or reason=…)");
        }
        return new Sighting(
                timed ? Optional.of(line.at()) : Optional.empty(),
                AlertState.valueOf(words.get(0).toLowerCase(Locale.ROOT)),
                words.get(1),
                line.settings(),
                text.strip());
    }

    boolean fits(Told told) {
        return at.map(told.at()::equals).orElse(true)
                && state == told.event().getState()
                && rule.equals(told.event().getRule())
                && told.facts().entrySet().containsAll(with.entrySet());
    }

    @Override
    public String toString() {
        return text;
    }
}
