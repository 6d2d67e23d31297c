package dev.probeline.bench.subject;

import dev.probeline.runtime.kafka.KafkaSettings;
import dev.probeline.schemas.Topics;
import dev.probeline.schemas.events.Outcome;
import dev.probeline.schemas.events.ProbeResult;
import dev.probeline.schemas.serde.ValueSerde;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.kstream.WindowedSerdes;
import org.apache.kafka.streams.state.Stores;

/**
 * The same windows as a team would write them with the Kafka Streams DSL: a hopping window over a persistent store,
 * exactly once, commits and everything else as the aggregator or as Kafka's defaults have it.
 */
final class HoppingWindows implements Subject {
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final LongAdder processed = new LongAdder();
    private final KafkaStreams streams;

    HoppingWindows(KafkaSettings kafka, Path directory, int threads, Duration size, Duration advance) {
        String id = "bench-dsl-" + UUID.randomUUID();
        Properties properties = new Properties();
        properties.putAll(kafka.streams(id));
        properties.put(StreamsConfig.STATE_DIR_CONFIG, directory.resolve(id).toString());
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        streams = new KafkaStreams(topology(kafka, size, advance), properties);
        streams.setUncaughtExceptionHandler(thrown -> StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
    }

    private Topology topology(KafkaSettings kafka, Duration size, Duration advance) {
        Serde<ProbeResult> results = ValueSerde.of(kafka.common(), ProbeResult.class);
        Serde<Summary> summaries =
                Serdes.serdeFrom((topic, summary) -> summary.encode(), (topic, bytes) -> Summary.decode(bytes));
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(
                        Topics.RESULTS.name(),
                        Consumed.with(Serdes.String(), results)
                                .withTimestampExtractor(HoppingWindows::eventTime)
                                .withName("1-results"))
                .peek((key, result) -> processed.increment())
                .groupByKey()
                .windowedBy(TimeWindows.ofSizeAndGrace(size, GRACE).advanceBy(advance))
                .aggregate(
                        Summary::new,
                        HoppingWindows::add,
                        Materialized.<String, Summary>as(
                                        Stores.persistentWindowStore("windows", size.plus(GRACE), size, false))
                                .withKeySerde(Serdes.String())
                                .withValueSerde(summaries))
                .toStream()
                .to(
                        PeerOutput.TOPIC.name(),
                        Produced.with(WindowedSerdes.timeWindowedSerdeFrom(String.class, size.toMillis()), summaries));
        return builder.build();
    }

    private static long eventTime(ConsumerRecord<Object, Object> record, long ignored) {
        return ((ProbeResult) record.value()).getCompletedAt().toEpochMilli();
    }

    private static Summary add(String key, ProbeResult result, Summary summary) {
        boolean failed = result.getOutcome() != Outcome.success;
        return summary.add(failed, result.getLatencyMs());
    }

    @Override
    public void start() {
        streams.start();
    }

    @Override
    public long processed() {
        return processed.sum();
    }

    @Override
    public void check() {
        if (streams.state().hasCompletedShutdown() || streams.state() == KafkaStreams.State.PENDING_ERROR) {
            throw new IllegalStateException("the streams are " + streams.state());
        }
    }

    @Override
    public void close() {
        streams.close(Duration.ofSeconds(10));
    }
}
