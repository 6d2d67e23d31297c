package dev.probeline.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.influxdb.client.InfluxDBClient;
import com.influxdb.client.InfluxDBClientFactory;
import com.influxdb.client.domain.WritePrecision;
import com.influxdb.client.write.Point;
import dev.probeline.quickstart.kafka.EmbeddedKafka;
import dev.probeline.quickstart.registry.RegistryServer;
import dev.probeline.quickstart.store.EmbeddedQuestDb;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedStackIT {
    private static final Instant WINDOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void theBrokerTakesTransactionsAndGroups(@TempDir Path directory) throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory)) {
            createTopic(kafka, "t");
            try (KafkaProducer<String, String> producer = transactionalProducer(kafka)) {
                producer.initTransactions();
                producer.beginTransaction();
                Future<RecordMetadata> sent = producer.send(new ProducerRecord<>("t", "k", "v"));
                producer.commitTransaction();
                assertThat(sent).isDone();
            }

            assertThat(read(kafka, "t")).containsExactly("v");
        }
    }

    @Test
    void theBrokerStartsAgainOnPortsItGaveBack(@TempDir Path first, @TempDir Path second) {
        List<Integer> ports = FreePorts.find(2);

        EmbeddedKafka.start(first, ports.get(0), ports.get(1)).close();
        EmbeddedKafka.start(second, ports.get(0), ports.get(1)).close();
    }

    @Test
    void aTakenPortIsOneClearLine(@TempDir Path directory) throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();

            assertThatThrownBy(() -> EmbeddedKafka.start(directory, port, 0))
                    .isInstanceOf(CannotStartException.class)
                    .hasMessageContaining("port " + port + " for the Kafka broker");
            assertThatThrownBy(() -> EmbeddedQuestDb.start(directory, port))
                    .isInstanceOf(CannotStartException.class)
                    .hasMessageContaining("port " + port + " for the QuestDB");
            assertThatThrownBy(() -> new RegistryServer(port))
                    .isInstanceOf(CannotStartException.class)
                    .hasMessageContaining("--port-base");
        }
    }

    @Test
    void aPointWrittenAgainReplacesTheOldOneAndAnotherWindowDoesNot(@TempDir Path directory) {
        try (EmbeddedQuestDb store = EmbeddedQuestDb.start(directory, 0);
                InfluxDBClient client = InfluxDBClientFactory.create(store.url(), new char[0], "org", "bucket")) {
            client.getWriteApiBlocking().writePoints(List.of(point("10s", 1.0), point("1m", 1.0)));
            client.getWriteApiBlocking().writePoint(point("10s", 2.0).addField("failures", 3L));

            await().atMost(Duration.ofSeconds(10))
                    .ignoreExceptions()
                    .untilAsserted(
                            () -> assertThat(store.number("SELECT count() FROM probe_metrics WHERE failures = 3"))
                                    .isEqualTo(1));
            assertThat(store.number("SELECT count() FROM probe_metrics")).isEqualTo(2);
            assertThat(store.number("SELECT sum(latency_p95_ms)::LONG FROM probe_metrics"))
                    .isEqualTo(3);
        }
    }

    private static Point point(String window, double p95) {
        return Point.measurement("probe_metrics")
                .addTags(Map.of(
                        "provider", "openai",
                        "model", "gpt",
                        "endpoint", "chat/completions",
                        "region", "eu",
                        "target", "t",
                        "api_key_alias", "main",
                        "window", window))
                .addField("latency_p95_ms", p95)
                .time(WINDOW, WritePrecision.MS);
    }

    private static void createTopic(EmbeddedKafka kafka, String name) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all().get();
        }
    }

    private static KafkaProducer<String, String> transactionalProducer(EmbeddedKafka kafka) {
        Properties settings = new Properties();
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "x");
        return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    }

    private static List<String> read(EmbeddedKafka kafka, String topic) {
        Properties settings = new Properties();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, "g");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            List<String> values = new ArrayList<>();
            await().atMost(Duration.ofSeconds(10)).until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(found -> values.add(found.value()));
                return !values.isEmpty();
            });
            return values;
        }
    }
}
