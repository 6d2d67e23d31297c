package dev.probeline.producer.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TimingsTest {
    private static final long MS = 1_000_000;

    @Test
    void aColdCallHasAllPhasesAndTheyAddUp() {
        CallPhases call = new CallPhases(0, 0L, 5 * MS, 5 * MS, 35 * MS, 15 * MS, 35 * MS, 35 * MS, 135 * MS);
        Timings timings = Timings.of(call, stream(200, 300, 11L, null, 310));
        assertThat(timings.dns()).isEqualTo(5);
        assertThat(timings.connect()).isEqualTo(10);
        assertThat(timings.tls()).isEqualTo(20);
        assertThat(timings.ttfb()).isEqualTo(100);
        assertThat(timings.ttft()).isEqualTo(165);
        assertThat(timings.latency()).isEqualTo(310);
        assertThat(timings.interToken()).isEqualTo(11);
        assertThat(timings.outputTokensPerSecond()).isEqualTo(100);
    }

    @Test
    void aWarmCallHasNoSetUp() {
        CallPhases call = new CallPhases(0, null, null, null, null, null, null, 0L, 100 * MS);
        Timings timings = Timings.of(call, stream(200, 200, null, null, 210));
        assertThat(timings.dns()).isNull();
        assertThat(timings.connect()).isNull();
        assertThat(timings.interToken()).isNull();
        assertThat(timings.outputTokensPerSecond()).isNull();
    }

    @Test
    void hiddenReasoningIsNoOutputSpeed() {
        CallPhases call = new CallPhases(0, null, null, null, null, null, null, 0L, 100 * MS);
        Timings timings = Timings.of(call, stream(200, 300, 111L, 100L, 310));
        assertThat(timings.outputTokensPerSecond()).isEqualTo(100);
    }

    @Test
    void shownReasoningThatIsNotCountedLeavesTheSpeedUnknown() {
        CallPhases call = new CallPhases(0, null, null, null, null, null, null, 0L, 100 * MS);
        Timings uncounted = Timings.of(call, stream(150L, 200, 300, 1_020L, null, 310));
        assertThat(uncounted.outputTokensPerSecond()).isNull();
        assertThat(uncounted.interToken()).isNull();
        assertThat(uncounted.ttfr()).isEqualTo(150);
        Timings counted = Timings.of(call, stream(150L, 200, 300, 1_011L, 1_000L, 310));
        assertThat(counted.outputTokensPerSecond()).isEqualTo(100);
        assertThat(counted.interToken()).isEqualTo(11);
    }

    private static Reading stream(long first, long last, Long tokens, Long reasoning, long end) {
        return stream(null, first, last, tokens, reasoning, end);
    }

    private static Reading stream(Long thought, long first, long last, Long tokens, Long reasoning, long end) {
        StreamTimes times = new StreamTimes(thought == null ? null : thought * MS, first * MS, last * MS, null, 2);
        return new Reading(
                null,
                new Usage(9L, 0L, null, tokens, reasoning),
                "stop",
                Labels.NONE,
                null,
                Completion.notKept(),
                times,
                end * MS);
    }
}
