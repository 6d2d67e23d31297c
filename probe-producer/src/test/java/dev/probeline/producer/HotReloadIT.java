package dev.probeline.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.probeline.schemas.events.ConnectionUse;
import dev.probeline.schemas.events.ProbeResult;
import dev.probeline.simulator.Simulator;
import io.kroxylicious.testing.kafka.api.KafkaCluster;
import io.kroxylicious.testing.kafka.junit5ext.KafkaClusterExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A process whose file is edited while it runs. */
@ExtendWith(KafkaClusterExtension.class)
class HotReloadIT {
    private static final String MODELS =
            "models: {chat: {first_token: {median: 20ms}, inter_token: {median: 3ms}, output_tokens: {median: 5}}}";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern PORT =
            Pattern.compile("Health and metrics are served url=\"http://127.0.0.1:(\\d+)\"");

    @TempDir
    private Path folder;

    private KafkaCluster cluster;
    private Results results;
    private ProberProcess prober;
    private double skipped;
    private Instant scraped;

    @Test
    void aGoodChangeIsAtWorkAndABadOneChangesNothing() throws Exception {
        try (Simulator simulator = new Simulator(Probing.simulator(MODELS));
                Results published = new Results(cluster.getKafkaClientConfiguration())) {
            simulator.start();
            results = published;
            results.knowTheSchema();
            String stays = target(simulator, "stays", "connection: reuse");
            String comes = target(simulator, "comes", "connection: reuse");
            try (ProberProcess process = ProberProcess.start(folder, "prober", yaml("eu-west", stays))) {
                prober = process;
                awaitResultsOf("stays", Instant.EPOCH);

                exchange(yaml("eu-west", stays + comes));
                awaitResultsOf("comes", Instant.EPOCH);

                exchange(yaml("eu-west", stays + comes.replace("interval: 500ms", "interval: soon")));
                awaitTold("prober.yaml:7:");
                awaitSuccessful(0);
                assertThat(prober.told()).contains("targets[1].interval: soon (expected: a duration such as");

                exchange(yaml("mars", stays));
                awaitTold(
                        "prober.yaml:1:9 region: changed (expected: as it was at the start; this key needs a restart)");
                awaitResultsOf("stays", Instant.now());
                awaitResultsOf("comes", Instant.now());

                exchange(yaml("eu-west", stays));
                awaitSuccessful(1);
                await().atMost(PATIENCE)
                        .until(() -> page().all("llm_probe_attempts_total", "target", "comes")
                                .isEmpty());
                assertThat(prober.told().split("interval: soon", -1))
                        .as("told once")
                        .hasSize(2);
                skipped = page().sum("llm_probe_skipped_total", "target", "stays");
                scraped = Instant.now();
                assertThat(prober.terminate()).isLessThan(Duration.ofSeconds(10));
            }
            assertUndisturbed(results.of("stays"));
        }
    }

    /** One probe at every instant of the schedule, but for those that a busy machine skipped, all on one connection. */
    private void assertUndisturbed(List<ProbeResult> probes) {
        List<Instant> instants = probes.stream()
                .map(ProbeResult::getScheduledAt)
                .filter(instant -> instant.isBefore(scraped))
                .toList();
        long passed = Duration.between(instants.get(0), instants.get(instants.size() - 1))
                                .toMillis()
                        / 500
                + 1;
        assertThat(instants).hasSizeGreaterThan(10).doesNotHaveDuplicates();
        assertThat(passed - instants.size()).as("missed and not told").isLessThanOrEqualTo((long) skipped);
        assertThat(probes.subList(1, probes.size()))
                .extracting(ProbeResult::getConnection)
                .containsOnly(ConnectionUse.reused);
    }

    private void awaitResultsOf(String target, Instant since) {
        await().atMost(PATIENCE).until(() -> {
            results.poll();
            return results.of(target).stream()
                            .filter(result -> result.getStartedAt().isAfter(since))
                            .count()
                    >= 2;
        });
    }

    private void awaitTold(String words) {
        await().atMost(PATIENCE).until(() -> prober.told().contains(words));
    }

    private void awaitSuccessful(double value) {
        await().atMost(PATIENCE).until(() -> page().only("probeline_config_last_reload_successful") == value);
    }

    private Scrape page() throws IOException {
        Matcher port = PORT.matcher(prober.told());
        assertThat(port.find()).as(prober.told()).isTrue();
        return Scrape.of(Integer.parseInt(port.group(1)));
    }

    /** As editors do it. */
    private void exchange(String yaml) throws IOException {
        Path edited = Files.writeString(folder.resolve("prober.yaml~"), yaml);
        Files.move(
                edited,
                folder.resolve("prober.yaml"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    private String yaml(String region, String targets) {
        return """
                region: %s
                prober: one
                kafka: {bootstrap_servers: '%s', schema_registry_url: 'mock://producer-it'}
                scale_out: false
                targets:
                """.formatted(region, cluster.getBootstrapServers()) + targets;
    }

    private static String target(Simulator simulator, String name, String more) {
        return "- {name: %s, provider: simulator, base_url: '%s', api_key: %s, model: chat, interval: 500ms, retries: [], %s}\n"
                .formatted(name, simulator.baseUrl(), Probing.KEY, more);
    }
}
