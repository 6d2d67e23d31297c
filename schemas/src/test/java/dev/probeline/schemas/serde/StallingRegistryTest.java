package dev.probeline.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.probeline.schemas.events.ProbeResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A registry that begins to answer and never ends holds nobody for longer than the timeouts say. */
@Timeout(10)
class StallingRegistryTest {
    private static final String SUBJECT = "probe-results-value";
    private static final Schema SCHEMA = ProbeResult.getClassSchema();

    @ParameterizedTest
    @EnumSource
    void anAnswerThatNeverEndsIsNoAnswerAndIsAskedForAgain(StallingRegistry.Stall stall) throws IOException {
        try (StallingRegistry registry = new StallingRegistry(stall)) {
            RegistryClient client = client(registry.url(), 1);
            assertThatThrownBy(() -> client.id(SUBJECT, SCHEMA))
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessageContaining(registry.url())
                    .hasMessageContaining("does not answer")
                    .hasMessageContaining("http.read.timeout.ms");
            assertThat(registry.connections).hasValue(2);
            await().untilAsserted(() -> assertThat(registry.open).isEmpty());
        }
    }

    @Test
    void theNextRegistryAnswersInstead() throws IOException {
        try (StallingRegistry first = new StallingRegistry(StallingRegistry.Stall.AFTER_THE_HEADERS);
                FakeRegistry second = FakeRegistry.start()) {
            RegistryClient client = client(first.url() + "," + second.url(), 0);
            assertThat(client.id(SUBJECT, SCHEMA)).isEqualTo(1);
            assertThat(second.requests).hasSize(1);
        }
    }

    @Test
    void allWhoAskTheSameAreToldThatItIsAway() throws IOException {
        try (StallingRegistry registry = new StallingRegistry(StallingRegistry.Stall.AFTER_THE_HEADERS)) {
            RegistryClient client = client(registry.url(), 0);
            List<CompletableFuture<Integer>> asking = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                asking.add(CompletableFuture.supplyAsync(() -> client.id(SUBJECT, SCHEMA)));
            }
            await().untilAsserted(() -> assertThat(asking)
                    .allSatisfy(id -> assertThat(id)
                            .isDone()
                            .failsWithin(0, TimeUnit.SECONDS)
                            .withThrowableThat()
                            .withCauseInstanceOf(RegistryUnavailableException.class)));
        }
    }

    private static RegistryClient client(String urls, int retries) {
        return RegistryClient.of(RegistryConfig.of(Map.of(
                "schema.registry.url",
                urls,
                "http.read.timeout.ms",
                "300",
                "max.retries",
                String.valueOf(retries),
                "retries.wait.ms",
                "1")));
    }
}
