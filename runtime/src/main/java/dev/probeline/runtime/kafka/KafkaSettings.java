package dev.probeline.runtime.kafka;

import dev.probeline.runtime.config.Default;
import dev.probeline.runtime.config.Expect;
import dev.probeline.runtime.config.Secret;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * How to reach the cluster, and with which properties; each client kind gets our safe defaults below whatever the
 * operator passes through.
 *
 * @param bootstrapServers {@code host:port}, separated by commas
 * @param schemaRegistryUrl where schemas are registered; empty where none is used
 * @param properties any Kafka or schema registry property. A prefix {@code producer.}, {@code consumer.},
 *     {@code admin.} or {@code streams.} limits one to that kind of client
 */
public record KafkaSettings(
        String bootstrapServers,
        @Default("") String schemaRegistryUrl,
        @Default("{}") Map<String, Secret> properties) {

    public KafkaSettings {
        Expect expect = new Expect()
                .that(!bootstrapServers.isBlank(), "bootstrap_servers", "''", "host:port, separated by commas");
        for (Map.Entry<String, String> owned : PassThrough.OWNED.entrySet()) {
            expect.that(
                    !properties.containsKey(owned.getKey()),
                    "properties",
                    owned.getKey(),
                    "its own key, " + owned.getValue());
        }
        properties.keySet().stream()
                .filter(PassThrough::isName)
                .forEach(name -> expect.that(false, "properties", name, "the service's own keys for names and groups"));
        expect.orThrow();
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }

    public static KafkaSettings of(String bootstrapServers, String schemaRegistryUrl) {
        return new KafkaSettings(bootstrapServers, schemaRegistryUrl, Map.of());
    }

    /** What every client gets, and the serializers with it. */
    public Map<String, Object> common() {
        return with(Map.of(), ClientKind.NONE);
    }

    public Map<String, Object> producer(String clientId) {
        return with(ClientDefaults.producer(clientId), ClientKind.PRODUCER);
    }

    public Map<String, Object> consumer(String clientId, String group) {
        return with(ClientDefaults.consumer(clientId, group), ClientKind.CONSUMER);
    }

    /** {@code state.dir} is the service's affair. Properties with a client prefix keep it, as Kafka Streams wants. */
    public Map<String, Object> streams(String applicationId) {
        return with(ClientDefaults.streams(applicationId), ClientKind.STREAMS);
    }

    public Map<String, Object> admin() {
        return with(Map.of(), ClientKind.ADMIN);
    }

    private Map<String, Object> with(Map<String, Object> defaults, ClientKind kind) {
        Map<String, Object> all = new LinkedHashMap<>(defaults);
        all.put("bootstrap.servers", bootstrapServers);
        if (!schemaRegistryUrl.isBlank()) {
            all.put("schema.registry.url", schemaRegistryUrl);
        }
        all.putAll(new PassThrough(properties).to(kind));
        Rotation.addTo(all);
        return all;
    }

    /** Names of properties only. */
    @Override
    public String toString() {
        Set<String> names = new TreeSet<>(properties.keySet());
        return "KafkaSettings[bootstrapServers=" + bootstrapServers + ", schemaRegistryUrl="
                + schemaRegistryUrl.replaceAll("//[^/@]*@", "//****@") + ", properties=" + names + "]";
    }
}
