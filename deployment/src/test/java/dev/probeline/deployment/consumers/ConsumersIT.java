package dev.probeline.deployment.consumers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.encoding.GrowingByteArrayOutput;
import com.datadoghq.sketch.ddsketch.mapping.CubicallyInterpolatedMapping;
import com.datadoghq.sketch.ddsketch.store.UnboundedSizeDenseStore;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.probeline.deployment.Tree;
import dev.probeline.quickstart.kafka.EmbeddedKafka;
import dev.probeline.quickstart.registry.RegistryServer;
import dev.probeline.schemas.SeriesPartitioner;
import dev.probeline.schemas.TopicProvisioner;
import dev.probeline.schemas.Topics;
import dev.probeline.schemas.events.Distribution;
import dev.probeline.schemas.events.ProbeMetrics;
import dev.probeline.schemas.serde.AvroSerializer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.DoubleStream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The consumers that docs/metrics-topic.md shows to other teams, each run as its reader would, on the same records. */
class ConsumersIT {
    private static final Instant END = Instant.parse("2026-11-01T00:01:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path folder;

    private static EmbeddedKafka kafka;
    private static RegistryServer registry;

    @BeforeAll
    static void start() throws Exception {
        kafka = EmbeddedKafka.start(folder);
        registry = new RegistryServer(0);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            TopicProvisioner.ensure(admin, List.of(Topics.METRICS), (short) 1);
        }
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", kafka.bootstrapServers(),
                "schema.registry.url", registry.url(),
                "compression.type", "lz4",
                "transactional.id", "test",
                "partitioner.class", SeriesPartitioner.class.getName());
        AvroSerializer<IndexedRecord> values = new AvroSerializer<>();
        values.configure(settings, false);
        try (KafkaProducer<String, IndexedRecord> producer =
                new KafkaProducer<>(settings, new StringSerializer(), values)) {
            producer.initTransactions();
            producer.beginTransaction();
            // Still open, then final with one slow answer too many, then corrected: only the last is to count.
            send(producer, "eu-west", 0, false, 100);
            send(producer, "eu-west", 1, true, 100, 110, 90_000);
            send(producer, "eu-west", 2, true, values(100, 50));
            sendNewer(producer, "us-east", 0, true, values(1_000, 50));
            send(producer, "*", 0, true, values(5, 100));
            send(producer, "silent", 0, true);
            // Of two targets in one region both count, and the region once.
            deliver(
                    producer,
                    "eu-west|second",
                    builder("us-east", values(1_050, 50)).setTarget("second"));
            // What would count results twice, or mix what is not the same.
            deliver(producer, "eu-west|*", builder("eu-west", values(5, 100)).setTarget("*"));
            deliver(producer, "eu-west", builder("eu-west", values(5, 100)).setWindowEnd(END.plusSeconds(10)));
            deliver(producer, "azure", builder("eu-west", values(5, 100)).setProvider("azure"));
            producer.commitTransaction();
        }
    }

    @AfterAll
    static void stop() {
        registry.close();
        kafka.close();
    }

    @Test
    void inJava() throws Exception {
        assertAnswers(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "docs/consumers/java/MetricsP95.java");
    }

    @Test
    void inPython() throws Exception {
        String python = Files.exists(Path.of("/usr/bin/python3")) ? "/usr/bin/python3" : "python3";
        assumeTrue(
                Tree.has(python, "-c", "import confluent_kafka, avro.io"),
                "SKIPPED: no python3 with confluent_kafka and avro on this machine");

        assertAnswers(python, "docs/consumers/python/metrics_p95.py");
    }

    @Test
    void inNode() throws Exception {
        assumeTrue(
                Tree.has("node", "--version") && Files.exists(Tree.ROOT.resolve("docs/consumers/node/node_modules")),
                "SKIPPED: no node, or not installed: npm ci --prefix docs/consumers/node --ignore-scripts");

        assertAnswers("node", "docs/consumers/node/metrics-p95.js");
    }

    @Test
    void withKcat() throws Exception {
        assumeTrue(Tree.has("kcat", "-V"), "SKIPPED: no kcat on this machine");

        Tree.Ran ran = Tree.run(
                "kcat", "-b", kafka.bootstrapServers(), "-t", "probe-metrics", "-C", "-e", "-q", "-f", "%k\\n");

        assertThat(ran.output().lines()).hasSize(10).allMatch(key -> key.startsWith("openai|gpt-4o|"));
    }

    private static void assertAnswers(String... command) throws Exception {
        List<String> whole = new ArrayList<>(List.of(command));
        whole.addAll(List.of(kafka.bootstrapServers(), registry.url()));
        Tree.Ran ran = Tree.run(whole.toArray(String[]::new));
        assertThat(ran.code()).as(ran.output()).isZero();
        List<String> lines =
                ran.output().lines().filter(line -> line.contains("p95_ms")).toList();

        assertThat(lines).as(ran.output()).hasSize(2);
        assertThat(JSON.readTree(lines.get(0)).get("provider").asText()).isEqualTo("azure");
        JsonNode answer = JSON.readTree(lines.get(1));
        assertThat(answer.get("provider").asText()).isEqualTo("openai");
        assertThat(answer.get("model").asText()).isEqualTo("gpt-4o");
        assertThat(answer.get("window_end").asLong()).isEqualTo(END.toEpochMilli());
        assertThat(answer.get("regions").asInt()).isEqualTo(2);
        assertThat(answer.get("p95_ms").asDouble()).isCloseTo(expected(), within(1e-6));
    }

    /** What the library says of both regions' values in one sketch; within 1 % of the exact value. */
    private static double expected() {
        double[] all = DoubleStream.concat(DoubleStream.of(values(100, 50)), DoubleStream.of(values(1_000, 100)))
                .toArray();
        double p95 = sketch(all).getValueAtQuantile(0.95);
        assertThat(p95).isBetween(0.99 * 1_091, 1.01 * 1_092);
        return p95;
    }

    private static double[] values(double from, int count) {
        return DoubleStream.iterate(from, value -> value + 1).limit(count).toArray();
    }

    private static void send(
            KafkaProducer<String, IndexedRecord> producer,
            String region,
            int revision,
            boolean closed,
            double... latencies)
            throws Exception {
        deliver(producer, region, metrics(region, revision, closed, latencies));
    }

    /** As an aggregator of tomorrow writes it: with one more field, optional as the contract promises. */
    private static void sendNewer(
            KafkaProducer<String, IndexedRecord> producer,
            String region,
            int revision,
            boolean closed,
            double... latencies)
            throws Exception {
        ObjectNode newer =
                (ObjectNode) JSON.readTree(ProbeMetrics.getClassSchema().toString());
        newer.withArray("fields")
                .addObject()
                .put("name", "field_of_tomorrow")
                .putNull("default")
                .putArray("type")
                .add("null")
                .add("string");
        Schema schema = new Schema.Parser().parse(newer.toString());
        GenericRecord record = new GenericData.Record(schema);
        ProbeMetrics metrics = metrics(region, revision, closed, latencies);
        metrics.getSchema().getFields().forEach(field -> record.put(field.name(), plain(metrics, field)));
        record.put("field_of_tomorrow", "new");
        deliver(producer, region, record);
    }

    private static ProbeMetrics.Builder builder(String region, double... latencies) throws IOException {
        return ProbeMetrics.newBuilder(metrics(region, 0, true, latencies));
    }

    private static void deliver(
            KafkaProducer<String, IndexedRecord> producer, String series, ProbeMetrics.Builder metrics)
            throws Exception {
        deliver(producer, series, metrics.build());
    }

    private static void deliver(KafkaProducer<String, IndexedRecord> producer, String region, IndexedRecord record)
            throws Exception {
        producer.send(new ProducerRecord<>(Topics.METRICS.name(), series(region), record))
                .get(30, TimeUnit.SECONDS);
    }

    /** A time as Avro's generic records have it. */
    private static Object plain(ProbeMetrics metrics, Schema.Field field) {
        Object value = metrics.get(field.pos());
        return value instanceof Instant time ? time.toEpochMilli() : value;
    }

    private static String series(String region) {
        return "openai|gpt-4o|chat/completions|" + region + "|chat|monitoring";
    }

    private static ProbeMetrics metrics(String region, int revision, boolean closed, double... latencies)
            throws IOException {
        return ProbeMetrics.newBuilder()
                .setProvider("openai")
                .setModel("gpt-4o")
                .setEndpoint("chat/completions")
                .setRegion(region)
                .setTarget("chat")
                .setApiKeyAlias("monitoring")
                .setWindowStart(END.minusSeconds(60))
                .setWindowEnd(END)
                .setWindowSizeMs(60_000)
                .setAsOf(END)
                .setRevision(revision)
                .setFinal$(closed)
                .setAttempts(latencies.length)
                .setProbes(latencies.length)
                .setFailures(0)
                .setEligibleProbes(latencies.length)
                .setSuccessfulProbes(latencies.length)
                .setLatencyMs(distribution(latencies))
                .setTtftMs(distribution())
                .setOutputTokensPerSecond(distribution())
                .setThroughputRpm(latencies.length)
                .setPromptTokens(0)
                .setCachedTokens(0)
                .setCompletionTokens(0)
                .setReasoningTokens(0)
                .setCostUsd(0)
                .build();
    }

    private static Distribution distribution(double... values) throws IOException {
        Distribution.Builder distribution = Distribution.newBuilder()
                .setCount(values.length)
                .setP50Sufficient(values.length >= 2)
                .setP95Sufficient(values.length >= 20)
                .setP99Sufficient(values.length >= 100)
                .setP999Sufficient(values.length >= 1000)
                .setRelativeAccuracy(0.01);
        if (values.length > 0) {
            GrowingByteArrayOutput out = GrowingByteArrayOutput.withDefaultInitialCapacity();
            sketch(values).encode(out, false);
            distribution.setSketch(ByteBuffer.wrap(out.trimmedCopy()));
        }
        return distribution.build();
    }

    private static DDSketch sketch(double... values) {
        DDSketch sketch = new DDSketch(new CubicallyInterpolatedMapping(0.01), UnboundedSizeDenseStore::new);
        DoubleStream.of(values).forEach(sketch);
        return sketch;
    }
}
