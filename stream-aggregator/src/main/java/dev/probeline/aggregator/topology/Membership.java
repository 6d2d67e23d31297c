package dev.probeline.aggregator.topology;

import dev.probeline.runtime.streams.Transactions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * How an instance belongs to its application.
 *
 * @param instance the name it keeps over restarts; none: it comes as a stranger each time
 * @param standbys how many other instances follow each task's changelog, ready to go on with it
 */
public record Membership(String application, Optional<String> instance, int standbys) {
    Map<String, Object> properties() {
        Map<String, Object> properties = new HashMap<>();
        properties.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, standbys);
        instance.ifPresent(name ->
                properties.put(StreamsConfig.mainConsumerPrefix(CommonClientConfigs.GROUP_INSTANCE_ID_CONFIG), name));
        return properties;
    }

    /**
     * Kafka Streams chooses a new transactional id at each start where nothing is on disk, so what a killed instance left
     * open would hide all that comes after it from readers. Under a name that stays, the next start ends it at once.
     */
    Map<String, Object> producer(Map<String, Object> config) {
        Object chosen = config.get(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
        if (instance.isEmpty() || chosen == null) {
            return config;
        }
        Map<String, Object> named = new HashMap<>(config);
        named.put(
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                new Transactions(application).named(chosen.toString(), instance.get()));
        return named;
    }
}
