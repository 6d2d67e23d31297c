package dev.probeline.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.probeline.quickstart.kafka.EmbeddedKafka;
import dev.probeline.quickstart.registry.RegistryServer;
import dev.probeline.runtime.config.ConfigFile;
import dev.probeline.runtime.config.Durations;
import dev.probeline.runtime.config.InvalidConfigException;
import dev.probeline.runtime.kafka.KafkaSettings;
import dev.probeline.schemas.TopicDeclaration;
import dev.probeline.schemas.TopicProvisioner;
import dev.probeline.schemas.Topics;
import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.events.AlertState;
import dev.probeline.schemas.events.ProbeResult;
import dev.probeline.schemas.serde.ValueSerde;
import dev.probeline.simulator.Simulator;
import dev.probeline.simulator.SimulatorConfig;
import dev.probeline.simulator.core.FaultRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From the completion of a probe to the alert event a consumer can read, through a prober, an aggregator and an alert
 * consumer in processes of their own.
 *
 * <p>Targets are probed every 10 s, spread over these 10 s, so each begins to fail at another moment of the windows. One
 * half fails until its alert fires; the other half fails once, which is less than {@code for}. A target that is probed at
 * the very edge of a window (their names decide) may have its last good and its first failing probe in one window, which
 * then is half good: of these 20 none is, of 200 one is, and it is a whole interval late.
 *
 * <p>{@code -Dprobeline.detection.targets=200 -Dprobeline.detection.for=30s} is the long form.
 */
class DetectionLatencyIT {
    private static final int TARGETS = Integer.getInteger("probeline.detection.targets", 20);
    private static final Duration FOR = Durations.parse(System.getProperty("probeline.detection.for", "12s"));
    private static final Duration KEEP = Duration.ofSeconds(4);
    private static final Duration MARGIN = Duration.ofMillis(Long.getLong("probeline.detection.margin.ms", 600));
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    private Path folder;

    private final Map<String, Detection> detections = new TreeMap<>();
    private final Map<String, OptionalInt> faults = new TreeMap<>();

    @Test
    void alertsFireAndEndWithinAFractionOfASecondOfWhatTheirRuleSays() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder);
                RegistryServer registry = new RegistryServer(0);
                Simulator simulator = simulator()) {
            KafkaSettings settings = KafkaSettings.of(kafka.bootstrapServers(), registry.url());
            createTopics(settings);
            try (ServiceProcess aggregator = AggregatorProcess.of(
                                    "aggregator",
                                    folder,
                                    settings,
                                    "windows: [{size: 10s, advance: 10s}, {size: 1m, advance: 10s}]\n")
                            .start();
                    ServiceProcess alerts = start("alerts.AlertMain", alerts(settings));
                    ServiceProcess prober = start("producer.ProducerMain", prober(settings, simulator));
                    KafkaConsumer<String, ProbeResult> results =
                            reader(settings, Topics.RESULTS.name(), ProbeResult.class);
                    KafkaConsumer<String, AlertEvent> events =
                            reader(settings, Topics.ALERTS.name(), AlertEvent.class)) {
                aggregator.awaitReady();
                alerts.awaitReady();
                prober.awaitReady();
                await().atMost(PATIENCE).until(() -> simulator.truth().count() >= 2L * TARGETS);
                results.poll(Duration.ofMillis(100)).forEach(record -> {}); // of the good time before

                detections.keySet().forEach(target -> faults.put(target, fail(simulator, target)));
                Instant end = Instant.now().plus(PATIENCE);
                while (!detections.values().stream().allMatch(each -> each.told(AlertState.resolved))) {
                    results.poll(Duration.ZERO)
                            .forEach(record ->
                                    detections.get(record.value().getTarget()).hear(record.value()));
                    detections.forEach((target, detection) -> mendWhereItIsTime(simulator, target, detection));
                    events.poll(Duration.ofMillis(10))
                            .forEach(record -> detections
                                    .get(record.value().getLabels().get("target"))
                                    .hear(record.value(), Instant.now()));
                    assertThat(Instant.now()).as(() -> "in time: " + detections).isBefore(end);
                }
                assertThat(alerts.isAlive() && prober.isAlive()).isTrue();
            }
        }
        List<Detection> fired = those(target -> target.startsWith("fails"));
        List<Detection> blips = those(target -> target.startsWith("blips"));
        assertThat(blips).noneMatch(each -> each.told(AlertState.firing));
        assertWithin(
                "first failing probe to pending",
                fired.stream().map(each -> each.untilTold(AlertState.pending)).toList());
        assertWithin(
                "first failing probe to firing, beyond `for`",
                fired.stream()
                        .map(each -> each.untilTold(AlertState.firing).minus(FOR))
                        .toList());
        assertWithin(
                "first good probe to the end of firing, beyond `keep_firing_for`",
                fired.stream().map(each -> each.untilResolved().minus(KEEP)).toList());
        assertWithin(
                "first good probe to the end of pending",
                blips.stream().map(Detection::untilResolved).toList());
    }

    private static void assertWithin(String what, List<Duration> latencies) {
        List<Duration> sorted = latencies.stream().sorted().toList();
        Duration p99 = sorted.get((int) Math.ceil(sorted.size() * 0.99) - 1);
        System.out.printf(
                "%s: %d samples, least %d ms, p50 %d ms, p99 %d ms, worst %d ms%n",
                what,
                sorted.size(),
                sorted.get(0).toMillis(),
                sorted.get(sorted.size() / 2).toMillis(),
                p99.toMillis(),
                sorted.get(sorted.size() - 1).toMillis());
        assertThat(sorted.get(0)).as("%s: the earliest of %s", what, sorted).isGreaterThanOrEqualTo(Duration.ZERO);
        assertThat(p99).as("%s: p99 of %s", what, sorted).isLessThanOrEqualTo(MARGIN);
    }

    private List<Detection> those(Predicate<String> targets) {
        return detections.entrySet().stream()
                .filter(each -> targets.test(each.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    private void mendWhereItIsTime(Simulator simulator, String target, Detection detection) {
        boolean enough = target.startsWith("fails") ? detection.told(AlertState.firing) : detection.hasFailed();
        if (enough && faults.get(target).isPresent()) {
            simulator.faults().disarm(faults.put(target, OptionalInt.empty()));
        }
    }

    private static OptionalInt fail(Simulator simulator, String target) {
        try {
            FaultRule rule = ConfigFile.parse(
                    "{fault: http_500, model: '" + target + "'}", "fault", FaultRule.class, name -> null);
            return OptionalInt.of(
                    simulator.faults().arm(rule, System.nanoTime()).id());
        } catch (InvalidConfigException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private Simulator simulator() throws Exception {
        StringBuilder yaml = new StringBuilder("models:\n");
        IntStream.range(0, TARGETS)
                .mapToObj(i -> (i % 2 == 0 ? "fails-" : "blips-") + i)
                .forEach(target -> {
                    detections.put(target, new Detection());
                    yaml.append("  ")
                            .append(target)
                            .append(
                                    ": {first_token: {median: 20ms}, inter_token: {median: 2ms}, output_tokens: {median: 5}}\n");
                });
        Simulator simulator =
                new Simulator(ConfigFile.parse(yaml.toString(), "simulator", SimulatorConfig.class, name -> null));
        simulator.start();
        return simulator;
    }

    private String prober(KafkaSettings kafka, Simulator simulator) {
        StringBuilder yaml = new StringBuilder("region: eu-west\n" + kafka(kafka) + "targets:\n");
        detections
                .keySet()
                .forEach(target -> yaml.append(
                        "- {name: %s, model: %s, base_url: '%s', api_key: simulated, retries: [], interval: 10s}%n"
                                .formatted(target, target, simulator.baseUrl())));
        return yaml.toString();
    }

    private String alerts(KafkaSettings kafka) throws IOException {
        Path rules = Files.writeString(
                folder.resolve("rules.yaml"), """
                groups:
                - name: probes
                  rules:
                  - {alert: ProbeFails, window: 10s, when: error_rate > 50%%, for: %s, keep_firing_for: %s}
                """.formatted(Durations.format(FOR), Durations.format(KEEP)));
        return kafka(kafka) + "state_dir: " + folder.resolve("alerts") + "\nrule_files: [" + rules
                + "]\nreceivers: {nobody: {type: terminal}}\n";
    }

    private static String kafka(KafkaSettings kafka) {
        return "kafka: {bootstrap_servers: '%s', schema_registry_url: '%s'}%n"
                .formatted(kafka.bootstrapServers(), kafka.schemaRegistryUrl());
    }

    private ServiceProcess start(String main, String yaml) throws IOException {
        return ServiceProcess.of("dev.probeline." + main, List.of(), folder.resolve(main + ".yaml"), yaml)
                .start();
    }

    private static void createTopics(KafkaSettings settings) {
        List<TopicDeclaration> topics = new ArrayList<>(Topics.all());
        topics.add(Topics.shares("eu-west"));
        try (Admin admin = Admin.create(settings.admin())) {
            TopicProvisioner.ensure(admin, topics, (short) 1);
        }
    }

    /** From what comes next on. */
    private static <T extends SpecificRecord> KafkaConsumer<String, T> reader(
            KafkaSettings settings, String topic, Class<T> type) {
        Map<String, Object> properties = settings.consumer("reader", "");
        KafkaConsumer<String, T> consumer =
                new KafkaConsumer<>(properties, new StringDeserializer(), ValueSerde.deserializer(properties, type));
        consumer.assign(consumer.partitionsFor(topic).stream()
                .map(each -> new TopicPartition(topic, each.partition()))
                .toList());
        consumer.seekToEnd(consumer.assignment());
        consumer.assignment().forEach(consumer::position);
        return consumer;
    }
}
