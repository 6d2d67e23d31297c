package dev.probeline.aggregator.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TrustedClockTest {
    private static final long T0 = 1_700_000_000_000L;
    private static final long THREE_HOURS = 3 * 3_600_000L;
    private static final long UNKNOWN = Long.MIN_VALUE;

    private final TrustedClock clock = new TrustedClock(UNKNOWN);

    @Test
    void goesWithTheWallClockWhereThatAgreesWithTheBroker() {
        clock.arrived(T0);

        assertThat(pass(T0 + 100, 50_000)).isEqualTo(T0 + 50_100);
    }

    @Test
    void aClockThatLeapsAndIsPutRightMovesNothing() {
        clock.arrived(T0);
        pass(T0 + 100, 1_000);

        assertThat(pass(T0 + THREE_HOURS, 5_000)).isLessThan(T0 + 10_000);
        assertThat(pass(T0 + 6_200, 1_000)).isLessThan(T0 + 10_000);
    }

    @Test
    void aBootWithAWrongClockWaitsForProof() {
        assertThat(pass(T0 + THREE_HOURS, 5_000)).isEqualTo(UNKNOWN);

        clock.arrived(T0);
        assertThat(pass(T0 + 100, 1_000)).isEqualTo(T0 + 1_100);
    }

    @Test
    void afterALongOutageTheWallClockIsBelievedWhenItHasStoodForAWhile() {
        clock.arrived(T0);

        assertThat(pass(T0 + THREE_HOURS, 59_000)).isLessThan(T0 + 60_000);
        assertThat(pass(T0 + THREE_HOURS + 59_100, 2_000)).isEqualTo(T0 + THREE_HOURS + 61_100);
    }

    @Test
    void aRestartWithinAMinuteLosesNoTime() {
        TrustedClock restarted = new TrustedClock(T0);

        assertThat(restarted.at(T0 + 40_000, true)).isEqualTo(T0 + 40_000);
    }

    @Test
    void aClockThatStaysWrongIsNeverBelievedAgainstARecordThatWasWaitedFor() {
        pass(T0 + THREE_HOURS, 1_000);
        clock.arrived(T0 + 1_000);

        assertThat(pass(T0 + THREE_HOURS + 1_100, 600_000)).isBetween(T0 + 600_000, T0 + 602_000);
    }

    @Test
    void aClockThatFallsBackGoesOnFromWhereItWas() {
        clock.arrived(T0);
        pass(T0 + 100, 1_000);

        assertThat(pass(T0 - THREE_HOURS, 2_000)).isEqualTo(T0 + 3_100);
    }

    @Test
    void aBacklogIsNoTimeToGoOnFrom() {
        clock.arrived(T0);
        clock.at(T0 + THREE_HOURS, false);
        clock.at(T0 + THREE_HOURS + 100, false);

        assertThat(clock.at(T0 + THREE_HOURS + 200, true)).isEqualTo(T0 + 100);
    }

    /** Ticks every 100 ms, idle, from a time on. */
    private long pass(long fromMs, long forMs) {
        long at = UNKNOWN;
        for (long ms = 0; ms <= forMs; ms += 100) {
            at = clock.at(fromMs + ms, true);
        }
        return at;
    }
}
