package dev.probeline.producer.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.producer.config.Restraint;
import dev.probeline.producer.config.UnknownSpending;
import dev.probeline.producer.io.SomeResult;
import dev.probeline.schemas.events.ProbeResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scripted answers of an API, and the pace that follows. */
class PaceTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final Restraint USUAL =
            new Restraint(0.2, 16, Duration.ofMinutes(15), UnknownSpending.PROBE, Duration.ZERO);

    @ParameterizedTest
    @CsvSource({"1.0, 1", "0.21, 1", "0.2, 2", "0.15, 2", "0.14, 4", "0.1, 4", "0.05, 8", "0.01, 16", "0.0, 16"})
    void theIntervalGrowsExponentiallyAsTheShareFalls(double share, int stretch) {
        assertThat(Pace.stretch(new Headroom("tokens", share), 0.2, 16)).isEqualTo(stretch);
    }

    @Property
    void lessNeverMeansFaster(
            @ForAll @DoubleRange(min = 0, max = 1) double one,
            @ForAll @DoubleRange(min = 0, max = 1) double other,
            @ForAll @DoubleRange(min = 0, max = 1) double threshold,
            @ForAll @IntRange(max = 10) int doublings) {
        int most = 1 << doublings;
        int less = Pace.stretch(new Headroom("tokens", Math.min(one, other)), threshold, most);
        int more = Pace.stretch(new Headroom("tokens", Math.max(one, other)), threshold, most);
        assertThat(less).isGreaterThanOrEqualTo(more).isBetween(1, most);
        assertThat(Integer.bitCount(less)).isEqualTo(1);
    }

    @Test
    void theScarcestOfAllDecidesAndIsNamed() {
        KeyLimits limits = after(answer().setRatelimitLimitRequests(100L)
                .setRatelimitRemainingRequests(90L)
                .setRatelimitLimitTokens(1_000L)
                .setRatelimitRemainingTokens(140L)
                .setRatelimitLimitProjectTokens(1_000L)
                .setRatelimitRemainingProjectTokens(100L));
        Pace pace = Pace.of(0, NOW, limits, List.of(), USUAL);
        assertThat(pace).isEqualTo(new Pace.Go(4, pace.because()));
        assertThat(pace.because().orElseThrow().of()).isEqualTo("project_tokens");
        assertThat(Pace.of(0, NOW, limits, List.of(new Headroom("region_usd", 0.01)), USUAL)
                        .because())
                .contains(new Headroom("region_usd", 0.01));
    }

    @Test
    void ofAStretchedScheduleEveryInstanceLeavesOutTheSame() {
        KeyLimits limits = after(tokens(1_000, 100, null));
        List<Integer> made = IntStream.range(0, 12)
                .filter(index -> Pace.of(index, NOW, limits, List.of(), USUAL) instanceof Pace.Go)
                .boxed()
                .toList();
        assertThat(made).containsExactly(0, 4, 8);
        assertThat(Pace.of(3, NOW, limits, List.of(), USUAL))
                .isInstanceOfSatisfying(
                        Pace.Skip.class, skip -> assertThat(skip.reason()).isEqualTo("stretched_tokens"));
    }

    @Test
    void theUsualPaceComesBackWithTheFirstAnswerThatTellsOfHeadroom() {
        KeyLimits low = after(tokens(1_000, 100, null));
        KeyLimits high = low.after(tokens(1_000, 900, null).build(), Duration.ofMinutes(15));
        assertThat(Pace.of(1, NOW, high, List.of(), USUAL).stretch()).isEqualTo(1);
    }

    @Test
    void aLimitByTheMinuteIsForgottenAndOneByTheDayIsNot() {
        KeyLimits byTheMinute = after(tokens(1_000, 100, 59_000L));
        KeyLimits byTheDay = after(tokens(1_000, 100, 86_000_000L));
        Instant later = NOW.plus(Duration.ofMinutes(11));
        assertThat(Pace.of(1, later, byTheMinute, List.of(), USUAL).stretch()).isEqualTo(1);
        assertThat(Pace.of(1, later, byTheDay, List.of(), USUAL).stretch()).isEqualTo(4);
    }

    @Test
    void absentLimitsAreNoReasonToHoldBackAndEraseNothing() {
        assertThat(Pace.of(1, NOW, after(answer()), List.of(), USUAL).stretch()).isEqualTo(1);
        KeyLimits low = after(tokens(1_000, 100, null)).after(answer().build(), Duration.ofMinutes(15));
        assertThat(Pace.of(1, NOW, low, List.of(), USUAL).stretch()).isEqualTo(4);
    }

    @Test
    void whoAsksForAPauseHasItWithinTheBound() {
        KeyLimits asked = after(refusal().setRetryAfterMs(60_000L));
        assertThat(reason(asked, NOW.plusSeconds(59))).isEqualTo("retry_after");
        assertThat(Pace.of(1, NOW.plusSeconds(60), asked, List.of(), USUAL)).isInstanceOf(Pace.Go.class);
        KeyLimits excessive = after(refusal().setRetryAfterMs(86_400_000L));
        assertThat(Pace.of(1, NOW.plus(USUAL.longestPause()), excessive, List.of(), USUAL))
                .isInstanceOf(Pace.Go.class);
    }

    @Test
    void whatIsUsedUpIsLeftAloneUntilItsReset() {
        KeyLimits usedUp = after(tokens(1_000, 0, 360_000L).setErrorType("rate_limit_exceeded"));
        assertThat(reason(usedUp, NOW.plusSeconds(359))).isEqualTo("limit_reset");
        assertThat(Pace.of(0, NOW.plusSeconds(360), usedUp, List.of(), USUAL)).isInstanceOf(Pace.Go.class);
    }

    @Test
    void aPauseEndsWithASuccessAndOutlastsAnAnswerThatSaysNothing() {
        KeyLimits asked = after(refusal().setRetryAfterMs(60_000L));
        Duration bound = USUAL.longestPause();
        assertThat(reason(asked.after(refusal().build(), bound), NOW.plusSeconds(1)))
                .isEqualTo("retry_after");
        ProbeResult success = answer().setStartedAt(NOW.plusSeconds(1))
                .setCompletedAt(NOW.plusSeconds(2))
                .build();
        assertThat(Pace.of(1, NOW.plusSeconds(2), asked.after(success, bound), List.of(), USUAL))
                .isInstanceOf(Pace.Go.class);
    }

    @Test
    void aPauseOutlastsTheEndOfACallThatWasMadeBeforeIt() {
        KeyLimits asked = after(refusal().setRetryAfterMs(60_000L));
        ProbeResult older = tokens(1_000, 900, 1L)
                .setStartedAt(NOW.minusSeconds(1))
                .setCompletedAt(NOW.plusSeconds(20))
                .build();
        assertThat(reason(asked.after(older, USUAL.longestPause()), NOW.plusSeconds(30)))
                .isEqualTo("retry_after");
    }

    @Test
    void aPauseOutlastsAFailureThatTellsOfHeadroom() {
        KeyLimits asked = after(refusal().setRetryAfterMs(60_000L));
        ProbeResult failure = tokens(1_000, 900, 1L)
                .setErrorType("server_error")
                .setStartedAt(NOW.plusSeconds(1))
                .setCompletedAt(NOW.plusSeconds(2))
                .build();
        assertThat(reason(asked.after(failure, USUAL.longestPause()), NOW.plusSeconds(30)))
                .isEqualTo("retry_after");
    }

    @Test
    void ofTwoPausesTheLongerHolds() {
        KeyLimits asked = after(refusal().setRetryAfterMs(60_000L));
        KeyLimits again = asked.after(refusal().setRetryAfterMs(1_000L).build(), USUAL.longestPause());
        assertThat(reason(again, NOW.plusSeconds(30))).isEqualTo("retry_after");
    }

    @Test
    void aBudgetSlowsFromEightyPercentOnAndStopsAtItsEnd() {
        assertThat(budget(0.21)).isEqualTo(new Pace.Go(1, budget(0.21).because()));
        assertThat(budget(0.2).stretch()).isEqualTo(2);
        assertThat(budget(0.01).stretch()).isEqualTo(16);
        assertThat(budget(0)).isInstanceOf(Pace.Exhausted.class);
    }

    @Test
    void withoutAThresholdLimitsDoNotStretch() {
        Restraint never = new Restraint(0, 16, Duration.ofMinutes(15), UnknownSpending.PROBE, Duration.ZERO);
        assertThat(Pace.of(1, NOW, after(tokens(1_000, 1, null)), List.of(), never)
                        .stretch())
                .isEqualTo(1);
    }

    private static Pace budget(double left) {
        return Pace.of(0, NOW, KeyLimits.UNKNOWN, List.of(new Headroom("target_usd", left)), USUAL);
    }

    private static String reason(KeyLimits limits, Instant at) {
        return ((Pace.Skip) Pace.of(0, at, limits, List.of(), USUAL)).reason();
    }

    private static KeyLimits after(ProbeResult.Builder answer) {
        return KeyLimits.UNKNOWN.after(answer.build(), USUAL.longestPause());
    }

    private static ProbeResult.Builder answer() {
        return SomeResult.builder("id").setCompletedAt(NOW);
    }

    private static ProbeResult.Builder refusal() {
        return answer().setErrorType("overloaded");
    }

    private static ProbeResult.Builder tokens(long limit, long remaining, Long resetMs) {
        return answer().setRatelimitLimitTokens(limit)
                .setRatelimitRemainingTokens(remaining)
                .setRatelimitResetTokensMs(resetMs);
    }
}
