package dev.probeline.deployment.security;

import static dev.probeline.deployment.security.SecuredCluster.AGGREGATOR;
import static dev.probeline.deployment.security.SecuredCluster.ALERTS;
import static dev.probeline.deployment.security.SecuredCluster.DASHBOARD;
import static dev.probeline.deployment.security.SecuredCluster.EU;
import static dev.probeline.deployment.security.SecuredCluster.READER;
import static dev.probeline.deployment.security.SecuredCluster.US;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.probeline.aggregator.AggregatorConfig;
import dev.probeline.aggregator.StreamAggregator;
import dev.probeline.alerts.AlertConsumer;
import dev.probeline.alerts.config.AlertConfig;
import dev.probeline.dashboard.Dashboard;
import dev.probeline.dashboard.config.DashboardConfig;
import dev.probeline.deployment.monitoring.QueriedMetrics;
import dev.probeline.producer.ProbeProducer;
import dev.probeline.producer.ProducerConfig;
import dev.probeline.quickstart.inbox.WebhookInbox;
import dev.probeline.quickstart.store.EmbeddedQuestDb;
import dev.probeline.runtime.health.Check;
import dev.probeline.runtime.metrics.Metrics;
import dev.probeline.schemas.Topics;
import dev.probeline.simulator.Simulator;
import dev.probeline.simulator.SimulatorConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each service does its whole job on a cluster that lets it do nothing else; passwords and certificates alike. */
class KafkaRightsIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    private final List<PrometheusMeterRegistry> registries = new ArrayList<>();

    @Test
    void eachServiceDoesItsWholeJobWithItsRightsAlone(@TempDir Path folder) throws Exception {
        try (SecuredCluster cluster = new SecuredCluster(folder);
                Simulator api = new Simulator(SimulatorConfig.example());
                EmbeddedQuestDb store = EmbeddedQuestDb.start(folder, 0);
                WebhookInbox inbox = new WebhookInbox(0)) {
            api.start();
            try (ProbeProducer eu = prober(cluster, EU, "eu-west", api);
                    ProbeProducer us = prober(cluster, US, "us-east", api);
                    StreamAggregator aggregator = aggregator(cluster, folder, store);
                    AlertConsumer alerts = alerts(cluster, folder, inbox);
                    Dashboard dashboard = dashboard(cluster)) {
                eu.start();
                us.start();
                aggregator.start();
                alerts.start();
                dashboard.start();
                Attempts admin = new Attempts(cluster.clientOf(SecuredBroker.ADMIN));
                admin.write(Topics.RESULTS.name());
                admin.write(Topics.METRICS.name());

                await().atMost(SOON).untilAsserted(() -> {
                    assertThat(store.number("SELECT count_distinct(region) FROM probe_metrics WHERE region != '*'"))
                            .isEqualTo(2);
                    assertThat(store.number("SELECT count() FROM api_probe")).isPositive();
                    assertThat(inbox.mailbox().delivered()).isPositive();
                });
                assertThat(stages(cluster)).contains("stream-aggregator/slices", "alert-consumer/evaluate");
                Set<String> missing = queried();
                missing.removeAll(metrics());
                assertThat(missing).isEmpty();
                for (Map<String, Check> checks :
                        List.of(eu.checks(), us.checks(), aggregator.checks(), alerts.checks(), dashboard.checks())) {
                    checks.forEach((name, check) ->
                            assertThat(check.check().ok()).as(name).isTrue());
                }
            }
            new Attempts(cluster.clientOf(READER)).join(READER + "-latency", Topics.METRICS.name());
        }
    }

    private ProbeProducer prober(SecuredCluster cluster, String principal, String region, Simulator api)
            throws Exception {
        ProducerConfig config =
                cluster.config(cluster.kafkaOf(principal) + """
                        region: %s
                        targets:
                          - {name: chat, base_url: '%s', api_key: simulated, model: gpt-4o-mini, interval: 1s, retries: []}
                        """.formatted(region, api.baseUrl()), ProducerConfig.class);
        return new ProbeProducer(config, registry("probe-producer"));
    }

    private StreamAggregator aggregator(SecuredCluster cluster, Path folder, EmbeddedQuestDb store) throws Exception {
        AggregatorConfig config = cluster.config(
                cluster.kafkaOf(AGGREGATOR) + """
                        state_dir: %s
                        windows: [{size: 10s, advance: 10s}]
                        influxdb: {url: '%s', results: true}
                        """.formatted(folder.resolve("aggregator"), store.url()),
                AggregatorConfig.class);
        return new StreamAggregator(config, registry("stream-aggregator"));
    }

    private AlertConsumer alerts(SecuredCluster cluster, Path folder, WebhookInbox inbox) throws Exception {
        Path rules = folder.resolve("rules.yaml");
        Files.writeString(rules, """
                groups:
                  - name: test
                    rules:
                      - {alert: Any, window: 10s, when: latency.p95 > 1ms, severity: info}
                """);
        AlertConfig config = cluster.config(
                cluster.kafkaOf(ALERTS) + """
                        state_dir: %s
                        rule_files: [%s]
                        receivers: {inbox: {type: webhook, url: '%s'}}
                        """.formatted(folder.resolve("alerts"), rules, inbox.url()),
                AlertConfig.class);
        return new AlertConsumer(config, registry("alert-consumer"));
    }

    private Dashboard dashboard(SecuredCluster cluster) throws Exception {
        String page = "page: {port: 0}\n";
        return new Dashboard(
                cluster.config(cluster.kafkaOf(DASHBOARD) + page, DashboardConfig.class), registry("dashboard"));
    }

    /** Who wrote dead letters. */
    private static Set<String> stages(SecuredCluster cluster) throws Exception {
        Map<String, Object> settings = new HashMap<>(cluster.clientOf(SecuredBroker.ADMIN));
        settings.put("group.id", "test");
        settings.put("auto.offset.reset", "earliest");
        Set<String> stages = new HashSet<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(Topics.DEAD_LETTERS.name()));
            await().atMost(SOON).until(() -> {
                for (ConsumerRecord<byte[], byte[]> letter : consumer.poll(Duration.ofMillis(200))) {
                    stages.add(new String(
                            letter.headers().lastHeader("dead_letter.stage").value(), StandardCharsets.UTF_8));
                }
                return stages.size() >= 3;
            });
        }
        return stages;
    }

    /** What alert rules and dashboards ask for, except what there is only once it has happened, and what the admin server adds. */
    private static Set<String> queried() throws Exception {
        Set<String> queried = QueriedMetrics.all();
        queried.removeAll(Set.of(
                "probe_publisher_drop_total",
                "clock_skew_seconds_max",
                "notification_requests_failed_total",
                "probeline_health"));
        return queried;
    }

    /** The names on the pages of all services. */
    private Set<String> metrics() {
        return registries.stream()
                .flatMap(registry -> registry.scrape().lines())
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.replaceFirst("[ {].*", ""))
                .collect(Collectors.toSet());
    }

    private PrometheusMeterRegistry registry(String service) {
        PrometheusMeterRegistry registry = Metrics.create(service, Map.of());
        registries.add(registry);
        return registry;
    }
}
