package dev.probeline.dashboard.page;

import dev.probeline.dashboard.Dashboard;
import dev.probeline.dashboard.config.DashboardConfig;
import dev.probeline.runtime.config.ConfigFile;
import dev.probeline.runtime.kafka.KafkaSettings;
import dev.probeline.schemas.SeriesPartitioner;
import dev.probeline.schemas.Topics;
import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.events.ProbeMetrics;
import dev.probeline.schemas.events.ProbeResult;
import dev.probeline.schemas.serde.ValueSerde;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** What stands around the page: topics that a test writes as the pipeline would, and the service that reads them. */
final class Scene implements AutoCloseable {
    private final KafkaSettings kafka;
    private final Producer<String, SpecificRecord> producer;
    private Dashboard dashboard;
    private String more = "";
    private int port;

    Scene(String bootstrapServers) throws Exception {
        kafka = KafkaSettings.of(bootstrapServers, "mock://live-page-it");
        try (Admin admin = Admin.create(kafka.admin())) {
            admin.createTopics(Topics.all().stream()
                            .map(topic -> topic.newTopic((short) 1))
                            .toList())
                    .all()
                    .get();
        }
        Map<String, Object> settings = new HashMap<>(kafka.producer("live-page-it"));
        settings.put(ProducerConfig.PARTITIONER_CLASS_CONFIG, SeriesPartitioner.class);
        // The broker may refuse a new partition's first batch and take the second, which leaves the first out of
        // sequence.
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        producer = new KafkaProducer<>(settings, new StringSerializer(), ValueSerde.serializer(kafka.common()));
    }

    KafkaSettings kafka() {
        return kafka;
    }

    /** @param more lines of configuration, which hold for later starts too */
    void startService(String more) throws Exception {
        this.more = more;
        startService();
    }

    /** On the port it had before, if any. */
    void startService() throws Exception {
        dashboard = new Dashboard(config(), new SimpleMeterRegistry());
        dashboard.start();
        port = dashboard.port();
    }

    void stopService() {
        dashboard.close();
    }

    private DashboardConfig config() throws Exception {
        String yaml = "kafka: {bootstrap_servers: '" + kafka.bootstrapServers() + "', schema_registry_url: '"
                + kafka.schemaRegistryUrl() + "'}\npage: {port: " + port + "}\n" + more;
        return ConfigFile.parse(yaml, "live-page-it.yaml", DashboardConfig.class, name -> null);
    }

    /** @param query as in the address, with its question mark */
    String url(String query) {
        return "http://127.0.0.1:" + port + "/" + query;
    }

    void tell(List<ProbeMetrics> records) {
        for (ProbeMetrics record : records) {
            send(Topics.METRICS.name(), Script.key(record), record.getAsOf().toEpochMilli(), record);
        }
    }

    void tell(AlertEvent event) {
        send(Topics.ALERTS.name(), event.getSeries(), event.getAt().toEpochMilli(), event);
        producer.flush();
    }

    void tell(ProbeResult result) {
        send(Topics.RESULTS.name(), Script.key(result), result.getCompletedAt().toEpochMilli(), result);
        producer.flush();
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    private void send(String topic, String key, long at, SpecificRecord value) {
        producer.send(new ProducerRecord<>(topic, null, at, key, value));
    }

    @Override
    public void close() {
        producer.close();
        if (dashboard != null) {
            dashboard.close();
        }
    }
}
