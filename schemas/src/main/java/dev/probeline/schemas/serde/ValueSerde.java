package dev.probeline.schemas.serde;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Utils;

/** The serde of a topic's values: of the classes the Kafka properties name, or else of the build's default. */
public final class ValueSerde {
    private static final String SERIALIZER = "value.serializer";
    private static final String DESERIALIZER = "value.deserializer";
    private static final Properties BUILD = build();

    private ValueSerde() {}

    /**
     * @param properties Kafka properties with {@code schema.registry.url} and, if wanted, {@code value.serializer} and
     *     {@code value.deserializer}
     * @param type the generated class that records are read as
     * @return configured; opens no connection before the first record
     */
    public static <T extends SpecificRecord> Serde<T> of(Map<String, ?> properties, Class<T> type) {
        return Serdes.serdeFrom(serializer(properties), deserializer(properties, type));
    }

    /** As {@link #of}, for who only writes. */
    @SuppressWarnings("unchecked") // A serializer named by class is taken at its word, as Kafka does.
    public static <T extends SpecificRecord> Serializer<T> serializer(Map<String, ?> properties) {
        Serializer<T> serializer = (Serializer<T>) make(properties, SERIALIZER, Serializer.class);
        serializer.configure(properties, false);
        return serializer;
    }

    /** As {@link #of}, for who only reads. */
    @SuppressWarnings("unchecked")
    public static <T extends SpecificRecord> Deserializer<T> deserializer(Map<String, ?> properties, Class<T> type) {
        TrustedRecords.trust(); // whatever the deserializer
        Map<String, Object> reading = new HashMap<>(properties);
        reading.put(ReaderChoice.SPECIFIC, true);
        reading.put(ReaderChoice.VALUE_TYPE, type);
        Deserializer<T> deserializer = (Deserializer<T>) make(properties, DESERIALIZER, Deserializer.class);
        deserializer.configure(reading, false);
        return deserializer;
    }

    private static <C> C make(Map<String, ?> properties, String name, Class<C> kind) {
        Object chosen = properties.get(name);
        if (chosen == null) {
            chosen = BUILD.getProperty(name);
        }
        String className = chosen instanceof Class<?> given ? given.getName() : chosen.toString();
        try {
            return Utils.newInstance(className, kind);
        } catch (ClassNotFoundException | KafkaException | ClassCastException e) {
            ConfigException fault = new ConfigException(name + ": " + className
                    + " (expected: a class on the class path" + " that implements " + kind.getName() + ")");
            fault.initCause(e);
            throw fault;
        }
    }

    private static Properties build() {
        Properties build = new Properties();
        try (InputStream in = ValueSerde.class.getResourceAsStream("value-serde.properties")) {
            build.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return build;
    }
}
