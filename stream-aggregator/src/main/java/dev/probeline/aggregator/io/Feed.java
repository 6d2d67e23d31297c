package dev.probeline.aggregator.io;

import com.influxdb.client.write.Point;
import dev.probeline.runtime.kafka.KafkaSettings;
import dev.probeline.schemas.Topics;
import dev.probeline.schemas.events.ProbeMetrics;
import dev.probeline.schemas.events.ProbeResult;
import dev.probeline.schemas.serde.ValueSerde;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * A topic whose records become the points of a measurement.
 *
 * @param wanted whether a record is to be written at all
 */
record Feed<T>(
        String topic,
        Measurement measurement,
        Deserializer<T> decoder,
        Predicate<T> wanted,
        Function<T, Point> toPoint) {

    static Feed<ProbeMetrics> windows(KafkaSettings kafka, boolean early) {
        return new Feed<>(
                Topics.METRICS.name(),
                Measurement.WINDOWS,
                ValueSerde.deserializer(kafka.common(), ProbeMetrics.class),
                window -> early || window.getFinal$(),
                WindowPoint::of);
    }

    static Feed<ProbeResult> results(KafkaSettings kafka) {
        return new Feed<>(
                Topics.RESULTS.name(),
                Measurement.RESULTS,
                ValueSerde.deserializer(kafka.common(), ProbeResult.class),
                result -> true,
                ResultPoint::of);
    }
}
