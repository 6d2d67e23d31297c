package dev.probeline.producer.io;

import dev.probeline.producer.config.Budget;
import dev.probeline.producer.config.Endpoint;
import dev.probeline.producer.config.Restraint;
import dev.probeline.producer.config.Target;
import dev.probeline.producer.config.UnknownSpending;
import dev.probeline.producer.core.Headroom;
import dev.probeline.producer.core.KeyLimits;
import dev.probeline.producer.core.Pace;
import dev.probeline.producer.core.Schedule;
import dev.probeline.schemas.events.ProbeResult;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Holds probing back: remembers what answers said of limits and what was spent, and decides at each due instant. */
public final class Governor {
    private static final Logger log = LoggerFactory.getLogger(Governor.class);

    private final Spending spending;
    private final RestraintMeters meters;
    private final Clock clock;
    private final Instant since;
    private final Map<Key, KeyLimits> limits = new ConcurrentHashMap<>();
    private final Map<String, String> scarce = new ConcurrentHashMap<>();
    private volatile Terms terms;

    /**
     * @param region budget of all targets together
     * @param targets their own, by name
     */
    public record Terms(Budget region, Restraint restraint, Map<String, Budget> targets) {
        private boolean sameFor(String target, Terms other) {
            return region.equals(other.region) && Objects.equals(targets.get(target), other.targets.get(target));
        }
    }

    /** What a provider limits: the calls with one key to one model of one host. */
    private record Key(String host, String apiKeyAlias, String model) {
        static Key of(Target target) {
            return new Key(target.url().getHost(), target.apiKeyAlias(), target.model());
        }
    }

    public Governor(Terms terms, Spending spending, RestraintMeters meters, Clock clock) {
        this.terms = terms;
        this.spending = spending;
        this.meters = meters;
        this.clock = clock;
        this.since = clock.instant();
    }

    /** A budget that is another now may be used up anew, and that is news. */
    public void replace(Terms others) {
        others.targets.keySet().stream()
                .filter(target -> !others.sameFor(target, terms))
                .forEach(spending::forgetTold);
        terms = others;
    }

    Pace pace(Target target, Schedule schedule, Instant due) {
        Instant now = clock.instant();
        Terms current = terms;
        boolean bounded = target.budget().isBounded() || current.region.isBounded();
        boolean costs = target.call() != Endpoint.MODELS;
        if (costs && bounded && mustWait(current.restraint, now)) {
            return new Pace.Skip("budget_unknown", 1, Optional.empty());
        }
        List<Headroom> budgets = new ArrayList<>();
        if (costs) {
            budgets.addAll(Headroom.of("target", target.budget(), spending.of(target.name())));
            budgets.addAll(Headroom.of("region", current.region, spending.total()));
        }
        KeyLimits known = limits.getOrDefault(Key.of(target), KeyLimits.UNKNOWN);
        Pace pace = Pace.of(schedule.index(due), now, known, budgets, current.restraint);
        show(target.name(), pace, budgets, known.headroom(now));
        return pace;
    }

    /** Whether nobody said yet today that this target's budget is used up. */
    boolean isNews(Target target) {
        return !spending.told(target.name());
    }

    void attempt(Target target, ProbeResult attempt) {
        spending.probed(attempt);
        limits.compute(
                Key.of(target),
                (key, known) ->
                        (known == null ? KeyLimits.UNKNOWN : known).after(attempt, terms.restraint.longestPause()));
    }

    void forget(String target) {
        meters.forget(target);
        scarce.remove(target);
    }

    private boolean mustWait(Restraint restraint, Instant now) {
        return !spending.isKnown()
                && (restraint.unknownSpending() == UnknownSpending.WAIT
                        || now.isBefore(since.plus(restraint.readBack())));
    }

    private void show(String target, Pace pace, List<Headroom> budgets, List<Headroom> known) {
        List<Headroom> all = new ArrayList<>(budgets);
        all.addAll(known);
        meters.show(target, pace.stretch(), all);
        String cause = pace.because().map(Headroom::of).orElse("");
        String before = cause.isEmpty() ? scarce.remove(target) : scarce.put(target, cause);
        if (!cause.equals(before == null ? "" : before)) {
            log.atInfo()
                    .addKeyValue("target", target)
                    .addKeyValue("times_the_interval", pace.stretch())
                    .addKeyValue("scarce", cause.isEmpty() ? "nothing" : cause)
                    .addKeyValue(
                            "remaining", pace.because().map(Headroom::share).orElse(1.0))
                    .log("The pace of a target changed");
        }
    }
}
