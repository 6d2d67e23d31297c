package dev.probeline.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.probeline.quickstart.inbox.WebhookInbox;
import dev.probeline.quickstart.kafka.EmbeddedKafka;
import dev.probeline.runtime.config.ConfigFile;
import dev.probeline.runtime.kafka.KafkaSettings;
import dev.probeline.schemas.SeriesKey;
import dev.probeline.schemas.Topics;
import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.events.AlertState;
import dev.probeline.schemas.events.ProbeResult;
import dev.probeline.simulator.Simulator;
import dev.probeline.simulator.SimulatorConfig;
import dev.probeline.simulator.core.FaultRule;
import dev.probeline.simulator.core.Truth;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An upgrade as operators do it: a release whose records have one more field joins, works beside the old one, and stays. */
class UpgradeIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MODELS = 6;
    private static final int TARGETS_OF_EACH = 3;
    private static final String OLD = "old";
    private static final String NEW = "new";
    private static final String RESULTS = Topics.RESULTS.name() + "-value";
    private static final String METRICS = Topics.METRICS.name() + "-value";
    private static final String ALERTS = Topics.ALERTS.name() + "-value";

    private final List<ServiceProcess> started = new ArrayList<>();

    @TempDir
    private Path directory;

    @Test
    void oldAndNewReadEachOthersRecordsAndNoneIsLost() throws Exception {
        NextRelease next = NextRelease.build(directory);
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory);
                RegistryWitness registry = new RegistryWitness();
                Simulator api = simulator();
                WebhookInbox inbox = new WebhookInbox(0)) {
            KafkaSettings settings = KafkaSettings.of(kafka.bootstrapServers(), registry.url("test"));
            new Publisher(settings).createTopics();
            api.start();
            try (MetricsReader metrics = new MetricsReader(settings)) {
                List<String> present = List.of();
                ServiceProcess oldProber =
                        prober(OLD, present, kafka, registry, api).start();
                ServiceProcess oldAggregator =
                        aggregator(OLD, present, kafka, registry).start();
                ServiceProcess oldAlerts =
                        alertConsumer(OLD, present, kafka, registry, inbox).start();
                await("an alert of the old release")
                        .atMost(PATIENCE)
                        .until(() -> inbox.mailbox().delivered() > 0);

                ServiceProcess newProber =
                        prober(NEW, next.options(), kafka, registry, api).start();
                ServiceProcess newAggregator =
                        aggregator(NEW, next.options(), kafka, registry).start();
                awaitReading(registry, "old-aggregator", RESULTS, 2);
                awaitReading(registry, "new-aggregator", RESULTS, 1);
                awaitReading(registry, "old-prober", RESULTS, 2);
                awaitReading(registry, "new-prober", RESULTS, 1);
                awaitReading(registry, "old-alerts", METRICS, 2);

                ServiceProcess newAlerts = alertConsumer(NEW, next.options(), kafka, registry, inbox)
                        .start();
                newAlerts.awaitReady();
                failAll(api);
                awaitReading(registry, "old-alerts", ALERTS, 2);
                await("an incident of each target")
                        .atMost(PATIENCE)
                        .until(() -> failing(settings).size() >= MODELS * TARGETS_OF_EACH);
                oldAlerts.leave();
                awaitReading(registry, "new-alerts", METRICS, 1);
                api.faults().disarm(OptionalInt.empty());
                newAggregator.awaitReady();
                oldAggregator.leave();
                oldProber.leave();
                await("its end")
                        .atMost(PATIENCE)
                        .until(() -> failing(settings).values().stream()
                                .allMatch(states -> states.contains(AlertState.resolved)));
                newProber.leave();

                List<ProbeResult> results = WholeTopic.of(settings, Topics.RESULTS.name(), ProbeResult.class);
                assertThat(results.stream().map(ProbeResult::getClientRequestId))
                        .as("calls that the API took")
                        .containsExactlyInAnyOrderElementsOf(calls(api));
                Map<SeriesKey, Long> counts =
                        results.stream().collect(Collectors.groupingBy(UpgradeIT::series, Collectors.counting()));
                await("all results in windows, once")
                        .atMost(PATIENCE)
                        .untilAsserted(
                                () -> assertThat(metrics.poll().attempts(1_000)).isEqualTo(counts));
                assertThat(metrics.faults()).isEmpty();
                assertThat(metrics.deadLetters()).isZero();
                assertThat(failing(settings).values())
                        .allSatisfy(
                                states -> assertThat(states).containsExactly(AlertState.firing, AlertState.resolved));
                assertThat(inbox.mailbox().duplicates()).isZero();
                for (ServiceProcess service : started) {
                    assertThat(service.logged(" ERROR ")).isEmpty();
                }
            } finally {
                started.forEach(ServiceProcess::close);
            }
        }
    }

    /** Until it has met a record of this version, which it does not write itself. */
    private static void awaitReading(RegistryWitness registry, String name, String subject, int version) {
        await(name + " reads version " + version + " of " + subject)
                .atMost(PATIENCE)
                .until(() -> registry.sawReading(name, subject, version));
    }

    private static void failAll(Simulator api) throws Exception {
        FaultRule rule = ConfigFile.parse("fault: http_500", "fault", FaultRule.class, name -> null);
        api.faults().arm(rule, System.nanoTime());
    }

    private static List<String> calls(Simulator api) {
        return api.truth().since(Instant.EPOCH, Integer.MAX_VALUE).stream()
                .map(Truth::clientRequestId)
                .toList();
    }

    /** The states of each incident of the rule of that name. */
    private static Map<String, List<AlertState>> failing(KafkaSettings settings) {
        return WholeTopic.of(settings, Topics.ALERTS.name(), AlertEvent.class).stream()
                .filter(event -> event.getRule().equals("Failing"))
                .collect(Collectors.groupingBy(
                        AlertEvent::getAlertId, Collectors.mapping(AlertEvent::getState, Collectors.toList())));
    }

    private static SeriesKey series(ProbeResult result) {
        return new SeriesKey(
                result.getProvider(),
                result.getModel(),
                result.getEndpoint(),
                result.getRegion(),
                result.getTarget(),
                result.getApiKeyAlias());
    }

    private ServiceProcess aggregator(
            String release, List<String> options, EmbeddedKafka kafka, RegistryWitness registry) throws Exception {
        return service(release + "-aggregator", AggregatorProcess.MAIN, options, kafka, registry, """
                  properties:
                    consumer.session.timeout.ms: 6000
                    acceptable.recovery.lag: 1000000000
                state_dir: %s
                slice: 1s
                grace: 500ms
                retention: 5m
                windows: [{size: 1s, advance: 1s}, {size: 5s, advance: 1s}]
                """.formatted(
                        directory.resolve(release + "-aggregator")));
    }

    private ServiceProcess alertConsumer(
            String release, List<String> options, EmbeddedKafka kafka, RegistryWitness registry, WebhookInbox inbox)
            throws Exception {
        Path rules = directory.resolve("rules.yaml");
        Files.writeString(rules, """
                groups:
                  - name: upgrade
                    rules:
                      - {alert: Any, window: 5s, when: latency.p95 > 1ms, severity: info}
                      - {alert: Failing, window: 5s, when: error_rate > 50%, min_samples: 2}
                """);
        return service(release + "-alerts", "dev.probeline.alerts.AlertMain", options, kafka, registry, """
                  properties:
                    consumer.session.timeout.ms: 6000
                    acceptable.recovery.lag: 1000000000
                state_dir: %s
                rule_files: [%s]
                receivers: {inbox: {type: webhook, url: '%s'}}
                route: {receiver: inbox, group_by: ['...'], group_wait: 0s}
                inhibit_rules: []
                """.formatted(
                        directory.resolve(release + "-alerts"), rules, inbox.url()));
    }

    /** With a budget, for which it reads what the others of its region have spent. */
    private ServiceProcess prober(
            String release, List<String> options, EmbeddedKafka kafka, RegistryWitness registry, Simulator api)
            throws Exception {
        StringBuilder yaml = new StringBuilder(
                "region: eu\nprober: " + release + "\nbudget: {tokens_per_day: 1000000000}\ntargets:\n");
        for (int i = 0; i < MODELS * TARGETS_OF_EACH; i++) {
            yaml.append("  - {name: t%d, base_url: '%s', api_key: simulated, model: m%d, interval: 1s, retries: []}\n"
                    .formatted(i, api.baseUrl(), i % MODELS));
        }
        return service(
                release + "-prober", "dev.probeline.producer.ProducerMain", options, kafka, registry, yaml.toString());
    }

    /** @param yaml first what else there is of Kafka, two columns in */
    private ServiceProcess service(
            String name, String main, List<String> options, EmbeddedKafka kafka, RegistryWitness registry, String yaml)
            throws Exception {
        ServiceProcess service = ServiceProcess.of(
                main,
                options,
                directory.resolve(name + ".yaml"),
                """
                kafka:
                  bootstrap_servers: %s
                  schema_registry_url: %s
                """.formatted(kafka.bootstrapServers(), registry.url(name)) + yaml);
        started.add(service);
        return service;
    }

    private static Simulator simulator() throws Exception {
        String models = IntStream.range(0, MODELS)
                .mapToObj(i -> "  m" + i + ": {first_token: {median: 20ms}, output_tokens: {median: 4}}\n")
                .collect(Collectors.joining());
        return new Simulator(ConfigFile.parse("models:\n" + models, "simulator", SimulatorConfig.class, name -> null));
    }
}
