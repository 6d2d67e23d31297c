package dev.probeline.producer.io;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.producer.config.Budget;
import dev.probeline.producer.config.Restraint;
import dev.probeline.producer.config.Target;
import dev.probeline.producer.config.Targets;
import dev.probeline.producer.config.UnknownSpending;
import dev.probeline.producer.core.Pace;
import dev.probeline.producer.core.Schedule;
import dev.probeline.schemas.events.ProbeResult;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GovernorTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Restraint USUAL =
            new Restraint(0.2, 16, Duration.ofMinutes(15), UnknownSpending.PROBE, Duration.ZERO);
    private static final Target TARGET = Targets.target("");

    private final Clock clock = Clock.fixed(NOON, ZoneOffset.UTC);
    private final Spending spending = new Spending("eu-west", () -> null, new ProbeIds(), clock);
    private final Governor governor = new Governor(
            terms(tokens(10), Budget.NONE), spending, new RestraintMeters(new SimpleMeterRegistry()), clock);

    @Test
    void aBudgetThatIsUsedUpDoesNotStopWhatCostsNothing() {
        governor.attempt(TARGET, attempt().setPromptTokens(50L).build());
        assertThat(pace(TARGET)).isInstanceOf(Pace.Exhausted.class);
        assertThat(pace(Targets.target("endpoint: models"))).isInstanceOf(Pace.Go.class);
    }

    @Test
    void theEndOfABudgetIsNewsOncePerBudget() {
        governor.attempt(TARGET, attempt().setErrorType("budget_exhausted").build());
        assertThat(governor.isNews(TARGET)).isFalse();
        governor.replace(terms(tokens(10), Budget.NONE));
        assertThat(governor.isNews(TARGET)).as("nothing changed").isFalse();
        governor.replace(terms(tokens(100), Budget.NONE));
        assertThat(governor.isNews(TARGET)).as("that of the region changed").isTrue();
        governor.attempt(TARGET, attempt().setErrorType("budget_exhausted").build());
        governor.replace(terms(tokens(100), tokens(20)));
        assertThat(governor.isNews(TARGET)).as("its own changed").isTrue();
    }

    private Pace pace(Target target) {
        return governor.pace(target, new Schedule(1_000, 0), NOON);
    }

    private static Governor.Terms terms(Budget region, Budget own) {
        return new Governor.Terms(region, USUAL, Map.of(TARGET.name(), own));
    }

    private static Budget tokens(long perDay) {
        return new Budget(Optional.of(perDay), Optional.empty());
    }

    private static ProbeResult.Builder attempt() {
        return SomeResult.builder("id").setTarget(TARGET.name()).setCompletedAt(NOON);
    }
}
