package dev.probeline.producer.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.producer.config.Budget;
import dev.probeline.producer.io.SomeResult;
import dev.probeline.schemas.events.ProbeResult;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-11-20");
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private final Ledger ledger = new Ledger();

    @Test
    void addsUpByTargetAndInAll() {
        ledger.add(attempt("a", NOON, 10L, 5L, 0.5), TODAY);
        ledger.add(attempt("a", NOON, 1L, null, null), TODAY);
        ledger.add(attempt("b", NOON, null, null, null), TODAY);
        ledger.add(attempt("b", NOON, 4L, 0L, 0.25), TODAY);
        assertThat(ledger.of("a", TODAY)).isEqualTo(new Spent(16, 0.5));
        assertThat(ledger.of("c", TODAY)).isEqualTo(Spent.NOTHING);
        assertThat(ledger.total(TODAY)).isEqualTo(new Spent(20, 0.75));
    }

    @Test
    void theDayTurnsAtMidnightByUtc() {
        LocalDate tomorrow = TODAY.plusDays(1);
        ledger.add(attempt("a", Instant.parse("2026-11-20T23:59:59.999Z"), 1L, 1L, null), TODAY);
        ledger.add(exhausted("a", NOON), TODAY);
        // Another prober's clock is a little ahead: that is tomorrow's already.
        ledger.add(attempt("a", Instant.parse("2026-11-21T00:00:00Z"), 5L, 5L, null), TODAY);
        assertThat(ledger.of("a", TODAY).tokens()).isEqualTo(2);
        assertThat(ledger.of("a", tomorrow).tokens()).isEqualTo(10);
        assertThat(ledger.told("a", tomorrow)).isFalse();
        // Late results of the day before count no more.
        ledger.add(attempt("a", NOON, 100L, 100L, null), tomorrow);
        assertThat(ledger.of("a", TODAY)).isEqualTo(Spent.NOTHING);
        assertThat(ledger.of("a", tomorrow).tokens()).isEqualTo(10);
    }

    @Test
    void aClockThatIsFarAheadErasesNothing() {
        ledger.add(attempt("a", NOON, 1L, 1L, null), TODAY);
        ledger.add(attempt("a", Instant.parse("2027-11-20T12:00:00Z"), 1L, 1L, null), TODAY);
        assertThat(ledger.of("a", TODAY).tokens()).isEqualTo(2);
    }

    @Test
    void knowsForWhomItWasTold() {
        ledger.add(exhausted("a", NOON), TODAY);
        assertThat(ledger.told("a", TODAY)).isTrue();
        assertThat(ledger.told("b", TODAY)).isFalse();
    }

    @Test
    void whatRemainsIsAShareOfEachBound() {
        Budget budget = new Budget(Optional.of(1_000L), Optional.of(2.0));
        assertThat(Headroom.of("target", budget, new Spent(250, 3)))
                .containsExactly(new Headroom("target_tokens", 0.75), new Headroom("target_usd", 0));
        assertThat(Headroom.of("target", Budget.NONE, new Spent(250, 3))).isEmpty();
    }

    private static ProbeResult attempt(String target, Instant at, Long prompt, Long completion, Double usd) {
        return builder(target, at)
                .setPromptTokens(prompt)
                .setCompletionTokens(completion)
                .setCostUsd(usd)
                .build();
    }

    private static ProbeResult exhausted(String target, Instant at) {
        return builder(target, at).setErrorType("budget_exhausted").build();
    }

    private static ProbeResult.Builder builder(String target, Instant at) {
        return SomeResult.builder("id").setTarget(target).setCompletedAt(at);
    }
}
