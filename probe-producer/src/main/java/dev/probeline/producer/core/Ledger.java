package dev.probeline.producer.core;

import dev.probeline.schemas.events.ProbeResult;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What the targets of a region have spent today, by UTC, and for which it was told that their budget is used up. Made
 * of results alone, so who reads them again has the same ledger.
 */
public final class Ledger {
    private final Map<LocalDate, Day> days = new HashMap<>();

    private static final class Day {
        private final Map<String, Spent> byTarget = new HashMap<>();
        private final Set<String> told = new HashSet<>();
        private Spent total = Spent.NOTHING;
    }

    /** @param today other days are not kept, but for a clock that is a little ahead at midnight */
    public synchronized void add(ProbeResult attempt, LocalDate today) {
        days.keySet().removeIf(day -> day.isBefore(today));
        LocalDate day = attempt.getCompletedAt().atZone(ZoneOffset.UTC).toLocalDate();
        if (day.isBefore(today) || day.isAfter(today.plusDays(1))) {
            return;
        }
        Day entry = days.computeIfAbsent(day, key -> new Day());
        Spent spent = Spent.by(attempt);
        entry.byTarget.merge(attempt.getTarget(), spent, Spent::plus);
        entry.total = entry.total.plus(spent);
        if (ErrorType.BUDGET_EXHAUSTED.wireName().equals(attempt.getErrorType())) {
            entry.told.add(attempt.getTarget());
        }
    }

    public synchronized Spent of(String target, LocalDate day) {
        return days.containsKey(day) ? days.get(day).byTarget.getOrDefault(target, Spent.NOTHING) : Spent.NOTHING;
    }

    public synchronized Spent total(LocalDate day) {
        return days.containsKey(day) ? days.get(day).total : Spent.NOTHING;
    }

    /** Whether somebody said today that this target's probes stop. */
    public synchronized boolean told(String target, LocalDate day) {
        return days.containsKey(day) && days.get(day).told.contains(target);
    }

    public synchronized void forgetTold(String target) {
        days.values().forEach(day -> day.told.remove(target));
    }
}
