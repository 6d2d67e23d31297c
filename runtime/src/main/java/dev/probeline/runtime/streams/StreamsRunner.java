package dev.probeline.runtime.streams;

import static org.apache.kafka.streams.CloseOptions.GroupMembershipOperation.LEAVE_GROUP;

import dev.probeline.runtime.health.CheckResult;
import dev.probeline.runtime.metrics.Metrics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Properties;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.Topology;

/** A running topology: replaces threads that die, waiting longer each time, and says so when asked. */
public final class StreamsRunner implements AutoCloseable {
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);

    private final KafkaStreams streams;
    private final ThreadReplacement replacement = new ThreadReplacement(Clock.systemUTC());
    private final Metrics.Binding meters;

    public StreamsRunner(Topology topology, Properties properties, MeterRegistry registry) {
        this(new KafkaStreams(topology, properties), registry);
    }

    /** With clients made by the supplier. */
    public StreamsRunner(
            Topology topology, Properties properties, KafkaClientSupplier clients, MeterRegistry registry) {
        this(new KafkaStreams(topology, properties, clients), registry);
    }

    private StreamsRunner(KafkaStreams streams, MeterRegistry registry) {
        this.streams = streams;
        streams.setUncaughtExceptionHandler(replacement);
        this.meters = Metrics.bind(registry, streams);
    }

    public void start() {
        streams.start();
    }

    public CheckResult check() {
        State state = streams.state();
        if (state != State.RUNNING) {
            return CheckResult.down("streams are " + state.name().toLowerCase(Locale.ROOT)
                    + replacement.trouble().map(why -> ": " + why).orElse(""));
        }
        return replacement.trouble().map(CheckResult::down).orElseGet(CheckResult::up);
    }

    @Override
    public void close() {
        replacement.close();
        meters.close();
        // Otherwise its partitions would stand still until the session times out.
        streams.close(CloseOptions.timeout(CLOSE_WITHIN).withGroupMembershipOperation(LEAVE_GROUP));
    }
}
