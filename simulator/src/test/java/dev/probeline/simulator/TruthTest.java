package dev.probeline.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.simulator.Harness.Seen;
import dev.probeline.simulator.core.Truth;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class TruthTest {

    @Test
    void whatTheClientMeasuresEnclosesTheTruth() {
        try (Harness api = new Harness()) {
            long sent = System.nanoTime();
            Seen seen = api.post("chat/completions", Harness.STREAM, Map.of("X-Client-Request-Id", "mine-1"));
            long read = System.nanoTime();

            Truth truth = ended(api, seen.headers().get("x-request-id"));
            assertThat(truth).isEqualTo(api.simulator.truth().find("mine-1").orElseThrow());
            assertThat(truth.receivedNanos()).isBetween(sent, read);
            assertThat(truth.lastByteNanos().orElseThrow()).isBetween(sent, read);
            assertThat(truth.since(truth.firstByteNanos()).orElseThrow()).isGreaterThanOrEqualTo(16_000_000L);
            assertThat(truth.since(truth.firstContentNanos()).orElseThrow()).isGreaterThanOrEqualTo(20_000_000L);
            assertThat(truth.since(truth.lastByteNanos()).orElseThrow()).isGreaterThanOrEqualTo(34_000_000L);
            assertThat(truth.contentChunks()).isEqualTo(8);
            assertThat(truth.facts().completionTokens()).isEqualTo(8);
            assertThat(truth.end()).isEqualTo(Truth.End.COMPLETED);
        }
    }

    @Test
    void aClientThatGivesUpIsOnRecord() {
        try (Harness api = new Harness("faults: [{fault: stall}]", System::nanoTime)) {
            Seen seen = api.post("chat/completions", Harness.STREAM);

            Truth truth = ended(api, seen.headers().get("x-request-id"));
            assertThat(truth.end()).isEqualTo(Truth.End.CLIENT_GONE);
            assertThat(truth.facts().faults()).containsExactly("stall");
            assertThat(truth.contentChunks()).isEqualTo(3);
        }
    }

    @Test
    void anErrorHasNoContent() {
        try (Harness api = new Harness("faults: [{fault: http_500}]", System::nanoTime)) {
            Seen seen = api.post("chat/completions", Harness.CHAT);

            Truth truth = ended(api, seen.headers().get("x-request-id"));
            assertThat(truth.facts().status()).isEqualTo(500);
            assertThat(truth.firstByteNanos()).isPresent();
            assertThat(truth.firstContentNanos()).isEmpty();
        }
    }

    @Test
    void theRecordIsBounded() {
        try (Harness api = new Harness("truth_capacity: 3", System::nanoTime)) {
            String first = api.get("models").headers().get("x-request-id");
            for (int i = 0; i < 3; i++) {
                api.get("models");
            }

            assertThat(api.simulator.truth().find(first)).isEmpty();
            assertThat(api.simulator.truth().since(Instant.EPOCH, 100)).hasSize(3);
            assertThat(api.simulator.truth().count()).isEqualTo(4);
        }
    }

    private static Truth ended(Harness api, String id) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(3))
                .until(() -> api.simulator.truth().find(id).orElseThrow(), truth -> truth.end() != Truth.End.RUNNING);
    }
}
