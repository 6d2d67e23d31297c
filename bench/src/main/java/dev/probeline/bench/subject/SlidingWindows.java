package dev.probeline.bench.subject;

import dev.probeline.runtime.kafka.KafkaSettings;
import dev.probeline.schemas.Topics;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.windowing.assigners.SlidingEventTimeWindows;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The same windows in Apache Flink's DataStream API, in a mini cluster in this process: state on the heap, objects
 * reused, no checkpoints, which is the fastest it goes and survives no crash.
 */
final class SlidingWindows implements Subject {
    /** Flink makes its functions out of bytes, so what they share with us is static. One runs per process. */
    static final LongAdder READ = new LongAdder();

    private static final Duration OUT_OF_ORDER = Duration.ofSeconds(30);

    private final StreamExecutionEnvironment environment;
    private JobClient job;

    SlidingWindows(KafkaSettings kafka, int parallelism, Duration size, Duration advance) {
        Configuration configuration = new Configuration();
        configuration.set(StateBackendOptions.STATE_BACKEND, "hashmap");
        environment = StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration);
        environment.getConfig().enableObjectReuse();
        KafkaSource<Tuple3<String, Boolean, Double>> source = KafkaSource.<Tuple3<String, Boolean, Double>>builder()
                .setBootstrapServers(kafka.bootstrapServers())
                .setTopics(Topics.RESULTS.name())
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setDeserializer(new AttemptSchema(kafka.bootstrapServers(), kafka.schemaRegistryUrl()))
                .build();
        KafkaSink<byte[]> sink = KafkaSink.<byte[]>builder()
                .setBootstrapServers(kafka.bootstrapServers())
                .setDeliveryGuarantee(DeliveryGuarantee.NONE)
                .setRecordSerializer(
                        (bytes, context, timestamp) -> new ProducerRecord<>(PeerOutput.TOPIC.name(), bytes))
                .build();
        environment
                .fromSource(
                        source,
                        WatermarkStrategy.<Tuple3<String, Boolean, Double>>forBoundedOutOfOrderness(OUT_OF_ORDER),
                        "1-results")
                .keyBy(attempt -> attempt.f0)
                .window(SlidingEventTimeWindows.of(size, advance))
                .aggregate(new Summarize())
                .sinkTo(sink);
    }

    @Override
    public void start() {
        try {
            job = environment.executeAsync("bench");
        } catch (Exception e) {
            throw new IllegalStateException("Flink does not start", e);
        }
    }

    @Override
    public long processed() {
        return READ.sum();
    }

    @Override
    public void check() {
        if (job.getJobStatus().join().isTerminalState()) {
            throw new IllegalStateException("the job is " + job.getJobStatus().join());
        }
    }

    @Override
    public void close() {
        job.cancel().join();
    }

    private static final class Summarize
            implements AggregateFunction<Tuple3<String, Boolean, Double>, Summary, byte[]> {
        @Override
        public Summary createAccumulator() {
            return new Summary();
        }

        @Override
        public Summary add(Tuple3<String, Boolean, Double> attempt, Summary summary) {
            return summary.add(attempt.f1, attempt.f2);
        }

        @Override
        public byte[] getResult(Summary summary) {
            return summary.encode();
        }

        @Override
        public Summary merge(Summary one, Summary other) {
            return one.merge(other);
        }
    }
}
