package dev.probeline.alerts.topology;

import static dev.probeline.alerts.Windows.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.alerts.AvroSerde;
import dev.probeline.alerts.Windows;
import dev.probeline.schemas.SeriesKey;
import dev.probeline.schemas.events.ProbeMetrics;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.Test;

class PulseProcessorTest {
    private static final AvroSerde<ProbeMetrics> METRICS = new AvroSerde<>(ProbeMetrics.getClassSchema());

    @Test
    void whatIsRenamedEveryDayIsNotKeptForEver() {
        Deque<PulseProcessor> made = new ArrayDeque<>();
        Topology topology = new Topology();
        topology.addSource("in", Serdes.String().deserializer(), METRICS.deserializer(), "in");
        topology.addProcessor(
                "pulses",
                () -> {
                    made.push(new PulseProcessor());
                    return made.peek();
                },
                "in");
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "pulses");
        try (TopologyTestDriver driver = new TopologyTestDriver(topology, properties, START)) {
            TestInputTopic<String, ProbeMetrics> in =
                    driver.createInputTopic("in", new StringSerializer(), METRICS.serializer());
            for (int day = 0; day < 30; day++) {
                SeriesKey name = new SeriesKey("openai", "gpt-4o", "chat/completions", "eu-west", "pod-" + day, "main");
                in.pipeInput(name.toString(), Windows.failing(0, START.plus(Duration.ofDays(day))));
                driver.advanceWallClockTime(Duration.ofMinutes(10));
            }
        }

        assertThat(made.peek().known()).isEqualTo(1);
    }
}
