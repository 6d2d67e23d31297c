package dev.probeline.quickstart.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.schemas.SeriesKey;
import dev.probeline.schemas.events.Distribution;
import dev.probeline.schemas.events.ProbeMetrics;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WindowTallyTest {
    private static final Instant END = Instant.parse("2026-01-01T00:00:10Z");
    private static final SeriesKey EU = series("eu");
    private static final Distribution NOTHING = Distribution.newBuilder()
            .setCount(0)
            .setSketch(ByteBuffer.allocate(0))
            .setRelativeAccuracy(0.01)
            .setP50Sufficient(false)
            .setP95Sufficient(false)
            .setP99Sufficient(false)
            .setP999Sufficient(false)
            .build();

    private final WindowTally tally = new WindowTally(Duration.ofSeconds(10));

    @Test
    void theHighestRevisionHoldsInWhateverOrderTheyCome() {
        tally.add(EU, window(END, 10, 1, false, 4));
        tally.add(EU, window(END, 10, 2, true, 5));
        tally.add(EU, window(END, 10, 0, false, 1));

        assertThat(tally.attempts()).isEqualTo(5);
        assertThat(tally.windows()).isEqualTo(1);
    }

    @Test
    void windowsThatOverlapAndRollUpsAreNotCountedAgain() {
        tally.add(EU, window(END, 10, 0, true, 5));
        tally.add(EU, window(END, 60, 0, true, 5));
        tally.add(series(SeriesKey.ALL), window(END, 10, 0, true, 5));

        assertThat(tally.attempts()).isEqualTo(5);
        assertThat(tally.windows()).isEqualTo(3);
    }

    @Test
    void itIsSettledWhenEveryWindowWithAnAttemptHasClosed() {
        tally.add(EU, window(END, 10, 0, false, 5));
        tally.add(EU, window(END.plusSeconds(10), 10, 0, false, 0));
        assertThat(tally.settled()).isFalse();

        tally.add(EU, window(END, 10, 1, true, 5));
        assertThat(tally.settled()).isTrue();
    }

    @Test
    void windowsOfLongAgoAreCountedButNotHeldNorCountedAgain() {
        for (int minute = 0; minute <= 60; minute++) {
            tally.add(EU, window(END.plusSeconds(60L * minute), 10, 0, true, 5));
        }
        tally.add(EU, window(END, 10, 1, true, 5));

        assertThat(tally.attempts()).isEqualTo(61 * 5);
        assertThat(tally.windows()).isEqualTo(61);
        assertThat(tally.held()).isEqualTo(16);
    }

    private static SeriesKey series(String region) {
        return new SeriesKey("openai", "gpt", "chat/completions", region, "t", "k");
    }

    private static ProbeMetrics window(Instant end, long seconds, int revision, boolean closed, long attempts) {
        return ProbeMetrics.newBuilder()
                .setProvider("openai")
                .setModel("gpt")
                .setEndpoint("chat/completions")
                .setRegion("eu")
                .setTarget("t")
                .setApiKeyAlias("k")
                .setWindowStart(end.minusSeconds(seconds))
                .setWindowEnd(end)
                .setWindowSizeMs(seconds * 1000)
                .setAsOf(end)
                .setRevision(revision)
                .setFinal$(closed)
                .setAttempts(attempts)
                .setProbes(attempts)
                .setFailures(0)
                .setEligibleProbes(attempts)
                .setSuccessfulProbes(attempts)
                .setLatencyMs(NOTHING)
                .setTtftMs(NOTHING)
                .setOutputTokensPerSecond(NOTHING)
                .setThroughputRpm(0)
                .setPromptTokens(0)
                .setCachedTokens(0)
                .setCompletionTokens(0)
                .setReasoningTokens(0)
                .setCostUsd(0)
                .setRegions(Map.of())
                .setExamples(List.of())
                .build();
    }
}
