package dev.probeline.quickstart;

import dev.probeline.runtime.kafka.KafkaSettings;
import dev.probeline.schemas.SeriesKey;
import dev.probeline.schemas.Topics;
import dev.probeline.schemas.events.ConnectionUse;
import dev.probeline.schemas.events.Distribution;
import dev.probeline.schemas.events.FaultDomain;
import dev.probeline.schemas.events.Outcome;
import dev.probeline.schemas.events.ProbeMetrics;
import dev.probeline.schemas.events.ProbeResult;
import dev.probeline.schemas.serde.ValueSerde;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;

/** Puts windows and results on their topics, as the aggregator and the probers would. */
final class Publisher {
    private final KafkaSettings settings;

    Publisher(KafkaSettings settings) {
        this.settings = settings;
    }

    void createTopics() throws Exception {
        createTopics(Map.of());
    }

    /** @param ofResults settings of that topic that are not the usual */
    void createTopics(Map<String, String> ofResults) throws Exception {
        try (Admin admin = Admin.create(settings.admin())) {
            List<NewTopic> topics = Topics.all().stream()
                    .map(topic -> topic.newTopic((short) 1))
                    .toList();
            topics.stream()
                    .filter(topic -> topic.name().equals(Topics.RESULTS.name()))
                    .forEach(topic -> topic.configs().putAll(ofResults));
            admin.createTopics(topics).all().get();
        }
    }

    void windows(Collection<ProbeMetrics> windows) throws Exception {
        publish(Topics.METRICS.name(), windows);
    }

    void results(Collection<ProbeResult> results) throws Exception {
        publish(Topics.RESULTS.name(), results);
    }

    /** Returns when all are acknowledged. */
    private <T extends SpecificRecord> void publish(String topic, Collection<T> records) throws Exception {
        Map<String, Object> properties = new HashMap<>(settings.producer("publisher"));
        try (KafkaProducer<String, T> producer =
                new KafkaProducer<>(properties, new StringSerializer(), ValueSerde.<T>serializer(properties))) {
            List<Future<RecordMetadata>> acknowledged = new ArrayList<>();
            for (T each : records) {
                // The labels are the first fields of both records.
                SeriesKey series = new SeriesKey(
                        (String) each.get(0),
                        (String) each.get(1),
                        (String) each.get(2),
                        (String) each.get(3),
                        (String) each.get(4),
                        (String) each.get(5));
                acknowledged.add(producer.send(new ProducerRecord<>(topic, series.toString(), each)));
            }
            for (Future<RecordMetadata> each : acknowledged) {
                each.get();
            }
        }
    }

    static ProbeMetrics window(SeriesKey series, Duration size, Instant end, int revision, long attempts) {
        return window(series, size, end, revision, attempts, true);
    }

    /** As it is published while its window is open. */
    static ProbeMetrics early(SeriesKey series, Duration size, Instant end, int revision, long attempts) {
        return window(series, size, end, revision, attempts, false);
    }

    private static ProbeMetrics window(
            SeriesKey series, Duration size, Instant end, int revision, long attempts, boolean closed) {
        return ProbeMetrics.newBuilder()
                .setProvider(series.provider())
                .setModel(series.model())
                .setEndpoint(series.endpoint())
                .setRegion(series.region())
                .setTarget(series.target())
                .setApiKeyAlias(series.apiKeyAlias())
                .setWindowStart(end.minus(size))
                .setWindowEnd(end)
                .setWindowSizeMs(size.toMillis())
                .setAsOf(end)
                .setRevision(revision)
                .setFinal$(closed)
                .setAttempts(attempts)
                .setProbes(attempts)
                .setFailures(0)
                .setErrorRate(0.0)
                .setEligibleProbes(attempts)
                .setSuccessfulProbes(attempts)
                .setAvailability(1.0)
                .setLatencyMs(distribution(attempts, 100.5 * attempts))
                .setTtftMs(distribution(0, null))
                .setOutputTokensPerSecond(distribution(0, null))
                .setThroughputRpm(60)
                .setPromptTokens(0)
                .setCachedTokens(0)
                .setCompletionTokens(0)
                .setReasoningTokens(0)
                .setCostUsd(0)
                .setRegions(Map.of())
                .setExamples(List.of())
                .build();
    }

    static ProbeResult result(SeriesKey series, String probe, int attempt, Instant completed, double latencyMs) {
        return ProbeResult.newBuilder()
                .setProvider(series.provider())
                .setModel(series.model())
                .setEndpoint(series.endpoint())
                .setRegion(series.region())
                .setTarget(series.target())
                .setApiKeyAlias(series.apiKeyAlias())
                .setProbeId(probe)
                .setAttempt(attempt)
                .setFinal$(true)
                .setProber("prober-1")
                .setScheduledAt(completed)
                .setStartedAt(completed)
                .setCompletedAt(completed)
                .setOutcome(Outcome.success)
                .setFaultDomain(FaultDomain.none)
                .setConnection(ConnectionUse.reused)
                .setStatusCode(200)
                .setLatencyMs(latencyMs)
                .build();
    }

    private static Distribution distribution(long count, Double p95) {
        return Distribution.newBuilder()
                .setCount(count)
                .setP95(p95)
                .setP50Sufficient(false)
                .setP95Sufficient(false)
                .setP99Sufficient(false)
                .setP999Sufficient(false)
                .setRelativeAccuracy(0.01)
                .build();
    }
}
