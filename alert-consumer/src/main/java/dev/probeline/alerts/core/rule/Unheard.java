package dev.probeline.alerts.core.rule;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the rules that ask for a window or a roll-up nobody makes: such a rule is never evaluated, and looks like one that
 * is content. What the aggregator makes is known only from what it sends, so they are named after some minutes of traffic.
 */
public final class Unheard {
    /** Windows of an hour come every minute, so all that are made have come by then. */
    static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Set<Shape> made = new HashSet<>();
    private List<Rule> rules = List.of();
    private Instant since;

    /**
     * Which rules nothing was heard for.
     *
     * @param inForce the same list as before is the same edition
     * @param heard what the records had so far, of one task
     */
    public List<Rule> among(List<Rule> inForce, Set<Shape> heard, Instant now) {
        made.addAll(heard);
        if (inForce != rules) {
            rules = inForce;
            since = null;
        }
        if (since == null) {
            since = heard.isEmpty() ? null : now;
        }
        if (since == null || now.isBefore(since.plus(PATIENCE))) {
            return List.of();
        }
        return rules.stream()
                .filter(rule -> !(rule.when() instanceof Absence) && !made.contains(Shape.of(rule)))
                .toList();
    }
}
