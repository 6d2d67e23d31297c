package dev.probeline.producer.io;

import dev.probeline.producer.core.Ledger;
import dev.probeline.producer.core.Spent;
import dev.probeline.runtime.health.CheckResult;
import dev.probeline.schemas.events.ProbeResult;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.Supplier;

/**
 * What the region's targets have spent today: this instance's own probes at once, those of others and of earlier runs
 * as the topic tells them.
 */
public final class Spending implements AutoCloseable {
    private final Ledger ledger = new Ledger();
    private final ProbeIds own;
    private final Clock clock;
    private final SpendingFeed feed;

    /** @param own tells this run's probes, which are counted already when they come back from the topic */
    public Spending(String region, Supplier<ResultsReader> connect, ProbeIds own, Clock clock) {
        this.own = own;
        this.clock = clock;
        this.feed = new SpendingFeed(region, connect, this::read, clock);
    }

    /** Reads what was spent before; without it only what this instance spends is known. */
    public void start() {
        feed.start();
    }

    boolean isKnown() {
        return feed.known();
    }

    void probed(ProbeResult attempt) {
        ledger.add(attempt, today());
    }

    Spent of(String target) {
        return ledger.of(target, today());
    }

    Spent total() {
        return ledger.total(today());
    }

    /** Whether somebody said today that this target's budget is used up. */
    boolean told(String target) {
        return ledger.told(target, today());
    }

    void forgetTold(String target) {
        ledger.forgetTold(target);
    }

    public CheckResult check() {
        return feed.check();
    }

    @Override
    public void close() {
        feed.close();
    }

    private void read(ProbeResult attempt) {
        if (!own.made(attempt.getProbeId())) {
            ledger.add(attempt, today());
        }
    }

    private LocalDate today() {
        return clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
    }
}
