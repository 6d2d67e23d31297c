package dev.probeline.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.probeline.aggregator.AggregatorConfig;
import dev.probeline.alerts.config.AlertConfig;
import dev.probeline.dashboard.config.DashboardConfig;
import dev.probeline.producer.ProducerConfig;
import dev.probeline.runtime.config.ConfigSchema;
import dev.probeline.simulator.SimulatorConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The JSON Schema of every service's configuration is one, and takes the configurations that come with the service. */
class ConfigSchemasTest {
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final String STACK = "src/main/resources/dev/probeline/quickstart/stack/";

    static Stream<Arguments> configurations() {
        return Stream.of(
                Arguments.of(ProducerConfig.class, STACK + "prober.yaml"),
                Arguments.of(ProducerConfig.class, STACK + "prober-live.yaml"),
                Arguments.of(AggregatorConfig.class, STACK + "aggregator.yaml"),
                Arguments.of(AggregatorConfig.class, "../stream-aggregator/examples/stream-aggregator.yaml"),
                Arguments.of(AlertConfig.class, STACK + "alerts.yaml"),
                Arguments.of(AlertConfig.class, "../alert-consumer/examples/alert-consumer.yaml"),
                Arguments.of(DashboardConfig.class, STACK + "dashboard.yaml"),
                Arguments.of(DashboardConfig.class, "../dashboard/examples/dashboard.yaml"),
                Arguments.of(SimulatorConfig.class, STACK + "simulator.yaml"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("configurations")
    void takesWhatComesWithTheService(Class<? extends Record> type, String file) throws Exception {
        String schema = ConfigSchema.of(type);

        assertThat(REGISTRY.getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()))
                        .validate(schema, InputFormat.JSON))
                .isEmpty();
        assertThat(REGISTRY.getSchema(schema).validate(Files.readString(Path.of(file)), InputFormat.YAML))
                .isEmpty();
        assertThat(REGISTRY.getSchema(schema).validate("colour: blue", InputFormat.YAML))
                .isNotEmpty();
    }
}
