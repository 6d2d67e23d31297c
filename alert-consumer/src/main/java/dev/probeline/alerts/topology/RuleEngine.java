package dev.probeline.alerts.topology;

import dev.probeline.runtime.health.CheckResult;
import dev.probeline.runtime.metrics.Metrics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.Topology;

/** The running topology: replaces threads that die, waiting longer each time, and says so when asked. */
public final class RuleEngine implements AutoCloseable {
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);

    private final KafkaStreams streams;
    private final ThreadReplacement replacement;
    private final Metrics.Binding meters;

    public RuleEngine(Topology topology, Properties properties, MeterRegistry registry) {
        this.streams = new KafkaStreams(topology, properties);
        this.replacement = new ThreadReplacement(Clock.systemUTC());
        streams.setUncaughtExceptionHandler(replacement);
        this.meters = Metrics.bind(registry, streams);
    }

    public void start() {
        streams.start();
    }

    public CheckResult check() {
        State state = streams.state();
        if (state != State.RUNNING) {
            return CheckResult.down("streams are " + state.name().toLowerCase(java.util.Locale.ROOT)
                    + replacement.trouble().map(why -> ": " + why).orElse(""));
        }
        return replacement.trouble().map(CheckResult::down).orElseGet(CheckResult::up);
    }

    @Override
    public void close() {
        replacement.close();
        meters.close();
        streams.close(CLOSE_WITHIN);
    }
}
