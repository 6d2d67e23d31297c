package dev.probeline.runtime.streams;

import dev.probeline.runtime.health.CheckResult;
import dev.probeline.runtime.metrics.Metrics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;

/** A running topology: replaces threads that die, waiting longer each time, and says so when asked. */
public final class StreamsRunner implements AutoCloseable {
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);

    private final KafkaStreams streams;
    private final ThreadReplacement replacement = new ThreadReplacement(Clock.systemUTC());
    private final GroupMembershipOperation onClose;
    private final Janitor janitor;
    private final Metrics.Binding meters;

    public StreamsRunner(Topology topology, Properties properties, MeterRegistry registry) {
        this(new KafkaStreams(topology, properties), new StreamsConfig(properties), registry);
    }

    /** With clients made by the supplier. */
    public StreamsRunner(
            Topology topology, Properties properties, KafkaClientSupplier clients, MeterRegistry registry) {
        this(new KafkaStreams(topology, properties, clients), new StreamsConfig(properties), registry);
    }

    private StreamsRunner(KafkaStreams streams, StreamsConfig config, MeterRegistry registry) {
        this.streams = streams;
        this.onClose = onClose(config);
        this.janitor = new Janitor(
                config.getString(StreamsConfig.APPLICATION_ID_CONFIG), config.getAdminConfigs("transaction-janitor"));
        streams.setUncaughtExceptionHandler(replacement);
        streams.setStateListener(janitor);
        streams.setGlobalStateRestoreListener(new RestorationMeters(registry));
        this.meters = Metrics.bind(registry, streams);
    }

    public void start() {
        janitor.start();
        streams.start();
    }

    public CheckResult check() {
        State state = streams.state();
        if (state == State.ERROR) {
            return CheckResult.hopeless("streams ended"
                    + replacement.trouble().map(why -> ": " + why).orElse(""));
        }
        if (state != State.RUNNING) {
            return CheckResult.down("streams are " + state.name().toLowerCase(Locale.ROOT)
                    + replacement.trouble().map(why -> ": " + why).orElse(""));
        }
        return replacement.trouble().map(CheckResult::down).orElseGet(CheckResult::up);
    }

    @Override
    public void close() {
        replacement.close();
        janitor.close();
        meters.close();
        streams.close(CloseOptions.timeout(CLOSE_WITHIN).withGroupMembershipOperation(onClose));
    }

    /** One with a name comes back to its partitions; those of any other would stand still until its session times out. */
    private static GroupMembershipOperation onClose(StreamsConfig config) {
        Map<String, Object> consumer = config.getMainConsumerConfigs("group", "client", 1);
        return consumer.containsKey(CommonClientConfigs.GROUP_INSTANCE_ID_CONFIG)
                ? GroupMembershipOperation.REMAIN_IN_GROUP
                : GroupMembershipOperation.LEAVE_GROUP;
    }
}
