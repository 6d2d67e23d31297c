package dev.probeline.producer;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.probeline.runtime.config.ConfigSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The JSON Schema that editors use is that of the records, takes every example, and marks what is wrong. */
class ConfigSchemaTest {
    private static final Path FILE = Path.of("probe-producer.schema.json");
    private static final String REFERENCE = "# yaml-language-server: $schema=../" + FILE + "\n";

    @Test
    void theFileIsUpToDate() throws IOException {
        String current = ConfigSchema.of(ProducerConfig.class);
        if (Boolean.getBoolean("probeline.schema.write")) {
            Files.writeString(FILE, current);
        }
        assertThat(Files.readString(FILE))
                .as("write it anew: ./mvnw test -pl probe-producer -am -Dtest=ConfigSchemaTest"
                        + " -Dsurefire.failIfNoSpecifiedTests=false -Dtest.jvm.options=-Dprobeline.schema.write=true")
                .isEqualTo(current);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleIsValidAndNamesTheSchema(Path example) throws IOException {
        String yaml = Files.readString(example);
        assertThat(yaml).startsWith(REFERENCE);
        assertThat(faults(yaml)).isEmpty();
    }

    static List<Path> examples() throws IOException {
        return ProducerConfigTest.examples();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "targets: [{name: a, model: m}]",
                "region: r\nkafka: {bootstrap_servers: b}",
                "region: r\nkafka: {bootstrap_servers: b}\ntargets: [{name: a}]",
                "region: r\nkafka: {bootstrap_servers: b}\ntargets: [{name: a, model: m, intervall: 5s}]",
                "region: r\nkafka: {bootstrap_servers: b}\ntargets: [{name: a, model: m, interval: 5}]",
                "region: r\nkafka: {bootstrap_servers: b}\ntargets: [{name: a, model: m, connection: cold}]",
                "region: r\nkafka: {bootstrap_servers: b}\ntargets: [{name: a, model: m, endpoint: chat}]",
                "region: r\nkafka: {bootstrap_servers: b}\ntargets: [{name: a, model: m, must_fail: {error_type: x}}]",
                "region: r\nkafka: {bootstrap_servers: b}\ntargets: [{name: a, model: m, retries: 1s}]",
                "region: r\nkafka: {bootstrap_servers: b}\ntargets: [{name: a, model: m, timeouts: {total: soon}}]",
                "region: r\nkafka: {bootstrap_servers: b}\ntargets: [{name: a, model: m}]\nconcurrency: many",
                "region: r\nkafka: {bootstrap_servers: b}\ntargets: [{name: a, model: m}]\notlp: {headers: {}}",
            })
    void whatIsWrongIsMarked(String yaml) {
        assertThat(faults(yaml)).isNotEmpty();
    }

    private static List<Error> faults(String yaml) {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(ConfigSchema.of(ProducerConfig.class));
        return schema.validate(yaml, InputFormat.YAML);
    }
}
