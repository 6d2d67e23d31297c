package dev.probeline.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.probeline.producer.io.Rights;
import dev.probeline.runtime.metrics.Metrics;
import dev.probeline.schemas.events.FaultDomain;
import dev.probeline.schemas.events.Outcome;
import dev.probeline.schemas.events.ProbeResult;
import dev.probeline.simulator.Simulator;
import io.kroxylicious.testing.kafka.api.KafkaCluster;
import io.kroxylicious.testing.kafka.common.BrokerConfig;
import io.kroxylicious.testing.kafka.junit5ext.KafkaClusterExtension;
import io.micrometer.core.instrument.Counter;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Budgets that are used up, in a real region. */
@ExtendWith(KafkaClusterExtension.class)
class BudgetIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long BOUND = 300;
    private static final String MODELS = "models: {chat: {first_token: {median: 1ms}, output_tokens: {median: 1}}}";

    @BrokerConfig(name = "authorizer.class.name", value = "dev.probeline.producer.io.Rights")
    KafkaCluster cluster;

    private final PrometheusMeterRegistry registry = Metrics.create("probe-producer", Map.of());
    private Simulator simulator;
    private Results results;

    @BeforeEach
    void start() {
        simulator = new Simulator(Probing.simulator(MODELS));
        simulator.start();
        results = new Results(cluster.getKafkaClientConfiguration());
    }

    @AfterEach
    void stop() {
        Rights.grantAll();
        results.close();
        simulator.close();
    }

    @Test
    void aTargetWhoseBudgetIsUsedUpStopsAndSaysSoOnce() {
        try (ProbeProducer producer = producer("one", "", "budget: {tokens_per_day: " + BOUND + "}")) {
            producer.start();
            awaitSkipped("budget_exhausted", 5);
            assertSpentWithOneProbeTooManyAtMost(1);
            assertThat(registry.scrape())
                    .containsPattern("llm_probe_headroom_ratio\\{.*resource=\"target_tokens\".*} 0\\.0");
        }
        ProbeResult told = told().get(0);
        assertThat(told.getOutcome()).isEqualTo(Outcome.failure);
        assertThat(told.getFaultDomain()).isEqualTo(FaultDomain.prober);
        assertThat(told.getErrorMessage()).contains("target_tokens");
        assertThat(told.getLatencyMs()).isNull();
        assertThat(told().size()).isEqualTo(1);
    }

    @Test
    void whoTakesOverKnowsWhatWasSpentAndThatItWasTold() {
        String budget = "budget: {tokens_per_day: " + BOUND + "}";
        try (ProbeProducer before = producer("one", "", budget)) {
            before.start();
            awaitSkipped("budget_exhausted", 1);
        }
        long calls = simulator.truth().count();
        try (ProbeProducer after = producer("two", "", budget)) {
            after.start();
            awaitSkipped("budget_exhausted", 5);
            assertThat(after.checks().get("spending").check().ok()).isTrue();
        }
        assertThat(simulator.truth().count()).isEqualTo(calls);
        await().atMost(PATIENCE).until(() -> !told().isEmpty());
        assertThat(told()).hasSize(1);
    }

    @Test
    void theBudgetOfARegionHoldsForAllItsInstances() {
        String budget = "budget: {tokens_per_day: " + 2 * BOUND + "}\nscale_out: true";
        try (ProbeProducer one = producer("one", budget, "name: a", "name: b");
                ProbeProducer two = producer("two", budget, "name: a", "name: b")) {
            one.start();
            two.start();
            await().atMost(PATIENCE).until(() -> told().size() == 2);
            awaitSkipped("budget_exhausted", 5);
        }
        assertThat(results.all()).extracting(ProbeResult::getProber).contains("one", "two");
        assertThat(told()).extracting(ProbeResult::getTarget).containsExactlyInAnyOrder("a", "b");
        // What one is told of the other's spending is a moment old.
        assertThat(spent()).isBetween(2 * BOUND, 2 * BOUND + 6 * spentByOne());
    }

    @Test
    void whoMayNotReadResultsProbesOnOrWaitsAsConfigured() {
        for (String name : List.of("prober-bold-spending", "prober-careful-spending")) {
            Rights.refuse(name, ResourceType.TOPIC, AclOperation.READ, AclOperation.DESCRIBE);
        }
        String budget = "budget: {tokens_per_day: 100000}";
        try (ProbeProducer bold = producer("bold", "restraint: {read_back: 500ms}", budget)) {
            bold.start();
            await().atMost(PATIENCE).until(() -> simulator.truth().count() >= 3);
            assertThat(bold.checks().get("spending").check().reason()).contains("Not authorized");
        }
        long calls = simulator.truth().count();
        String waits = "restraint: {read_back: 0s, unknown_spending: wait}";
        try (ProbeProducer careful = producer("careful", waits, budget)) {
            careful.start();
            awaitSkipped("budget_unknown", 10);
            assertThat(simulator.truth().count()).isEqualTo(calls);
            assertThat(careful.checks().get("spending").check().ok()).isFalse();
            Rights.grantAll();
            await().atMost(PATIENCE).until(() -> simulator.truth().count() > calls);
            assertThat(careful.checks().get("spending").check().ok()).isTrue();
        }
    }

    private void assertSpentWithOneProbeTooManyAtMost(int calls) {
        await().atMost(PATIENCE).until(() -> told().size() >= calls);
        assertThat(spent()).isBetween(BOUND, BOUND + spentByOne());
    }

    private void awaitSkipped(String reason, int probes) {
        double before = skipped(reason);
        await().atMost(PATIENCE).until(() -> skipped(reason) >= before + probes);
    }

    private double skipped(String reason) {
        return registry.find("llm.probe.skipped").tag("reason", reason).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private List<ProbeResult> told() {
        results.poll();
        return results.all().stream()
                .filter(result -> "budget_exhausted".equals(result.getErrorType()))
                .toList();
    }

    private long spent() {
        results.poll();
        return results.all().stream()
                .filter(result -> result.getPromptTokens() != null)
                .mapToLong(result -> result.getPromptTokens() + result.getCompletionTokens())
                .sum();
    }

    private long spentByOne() {
        return spent() / simulator.truth().count() + 2;
    }

    private ProbeProducer producer(String name, String settings, String... targets) {
        StringBuilder yaml =
                new StringBuilder("""
                region: eu-west
                prober: %s
                kafka: {bootstrap_servers: '%s', schema_registry_url: '%s'}
                %s
                """.formatted(name, cluster.getBootstrapServers(), Results.REGISTRY, settings));
        if (!settings.contains("scale_out")) {
            yaml.append("scale_out: false\n");
        }
        if (!settings.contains("restraint")) {
            yaml.append("restraint: {longest_stretch: 1}\n");
        }
        yaml.append("targets:\n");
        for (String target : targets) {
            yaml.append("- {%sprovider: simulator, base_url: '%s', api_key: %s, model: chat, interval: 200ms,"
                    .formatted(target.startsWith("name") ? "" : "name: a, ", simulator.baseUrl(), Probing.KEY));
            yaml.append(" retries: [], ").append(target).append("}\n");
        }
        return new ProbeProducer(Probing.config(yaml.toString()), registry);
    }
}
