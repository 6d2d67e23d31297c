package dev.probeline.aggregator.core;

import static dev.probeline.aggregator.core.Results.SERIES;
import static dev.probeline.aggregator.core.Results.failure;
import static dev.probeline.aggregator.core.Results.success;
import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.schemas.events.FaultDomain;
import dev.probeline.schemas.events.ProbeMetrics;
import dev.probeline.schemas.events.ProbeResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A window's record that the broker refuses would stop its whole task. */
class RecordSizeTest {
    private static final long T0 = 1_700_000_000_000L;
    private static final long SLICE = 10_000;
    private static final Grid GRID = new Grid(SLICE, 2_000, 30, 400, List.of(new WindowSpec(360, 1)));

    private final List<ProbeMetrics> published = new ArrayList<>();
    private final Aggregation aggregation =
            new Aggregation(GRID, List.of(), new MemoryState(), (key, metrics) -> published.add(metrics));

    @Test
    void longTextsOfFailuresAreCut() {
        String longText = "€".repeat(400_000);
        for (int i = 0; i < 3; i++) {
            add(failure(SERIES, T0 + i, "server_error", FaultDomain.provider)
                    .setErrorMessage(longText)
                    .setRequestId(longText)
                    .setClientRequestId(longText));
        }

        assertThat(last().getExamples()).hasSize(3);
        assertThat(bytes(last())).isLessThan(20_000);
    }

    @Test
    void ofManyInventedNamesTheMostFrequentAreTold() {
        for (int slice = 0; slice < 200; slice++) {
            add(success(SERIES, T0 + slice * SLICE, 100).setSystemFingerprint("frequent"));
            for (int i = 0; i < 60; i++) {
                add(success(SERIES, T0 + slice * SLICE + 1, 100)
                        .setSystemFingerprint("x".repeat(100) + slice + "_" + i));
            }
        }

        assertThat(last().getAttemptsBySystemFingerprint())
                .hasSize(65)
                .containsEntry("frequent", 200L)
                .containsKey("_OTHER");
        assertThat(last().getAttemptsBySystemFingerprint().values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(last().getAttempts());
        assertThat(bytes(last())).isLessThan(20_000);
    }

    private static int bytes(ProbeMetrics metrics) {
        try {
            return ProbeMetrics.getEncoder().encode(metrics).remaining();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(ProbeResult.Builder builder) {
        ProbeResult result = builder.build();
        aggregation.add(
                SERIES.toString().getBytes(StandardCharsets.UTF_8),
                Observations.of(result),
                result.getCompletedAt().toEpochMilli());
    }

    private ProbeMetrics last() {
        aggregation.tick(T0 + 200 * SLICE + 2_000, true);
        return published.get(published.size() - 1);
    }
}
