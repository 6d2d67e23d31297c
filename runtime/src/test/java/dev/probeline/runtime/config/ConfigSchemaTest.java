package dev.probeline.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigSchemaTest {
    /**
     * A service with {@code everything}.
     *
     * @param name how it is called, &lt; 10 letters
     * @param within in which time
     *     it answers
     */
    record Documented(
            String name,
            @Default("1m30s") java.time.Duration within,
            @Default("7") int retries,
            @Default("[1s, 2s]") List<java.time.Duration> waits,
            Optional<Documented> next) {}

    @Test
    void describesKeysWithTheirJavadocAndTheirDefaults() throws IOException {
        JsonNode schema = new ObjectMapper().readTree(ConfigSchema.of(Documented.class));

        assertThat(schema.path("$schema").asText()).isEqualTo("https://json-schema.org/draft/2020-12/schema");
        assertThat(schema.path("description").asText()).isEqualTo("A service with everything.");
        JsonNode properties = schema.path("properties");
        assertThat(properties.at("/name/description").asText()).isEqualTo("how it is called, < 10 letters");
        assertThat(properties.at("/within/description").asText()).isEqualTo("in which time it answers");
        assertThat(properties.at("/within/default").asText()).isEqualTo("1m30s");
        assertThat(properties.at("/retries/default").isInt()).isTrue();
        assertThat(properties.at("/waits/default").toString()).isEqualTo("[\"1s\",\"2s\"]");
        assertThat(schema.path("required").toString()).isEqualTo("[\"name\"]");
        assertThat(properties.at("/next/anyOf/0/$ref").asText()).isEqualTo("#/$defs/Documented");
    }

    @Test
    void isTheSameEveryTime() {
        assertThat(ConfigSchema.of(Samples.class)).isEqualTo(ConfigSchema.of(Samples.class));
    }

    @Test
    void everyFormThatTheLoaderTakesIsValid() throws IOException {
        assertThat(faults("""
                name: 4
                interval: 1m30s
                buffer: 65536
                note: true
                api_key: ${env:KEY}
                targets:
                  - {model: m, timeout: "${env:RETRIES}s", retries: "${env:RETRIES}", connection: new}
                  - {model: m, timeout: 250ms, retries: "7", connection: "${env:CONNECTION}"}
                receivers:
                  page: {type: webhook, url: "https://example.com/hook", send_resolved: false}
                  team: {type: slack, token: t, channel: "#ops"}
                misc:
                  count: 9000000000
                  ratio: -0.5
                  pattern: ^a+$
                  path: /var/lib/x
                  since: 2026-11-01T12:00:00Z
                  share: 50%
                  series: {a: [1, 2], b: []}
                """)).isEmpty();
        assertThat(faults("name: x\ninterval:\napi_key: ~\nmisc: null\n")).isEmpty();
        assertThat(faults("name: x\nbuffer: 64kib")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nam: x",
                "name: x\nnote: [a]",
                "name: x\ninterval: 30",
                "name: x\ninterval: 30 s",
                "name: x\ninterval: 1ms5s",
                "name: x\nbuffer: 10 apples",
                "name: x\ntargets: {model: m, timeout: 1s}",
                "name: x\ntargets: [{timeout: 1s}]",
                "name: x\ntargets: [{model: m, timeout: 1s, colour: red}]",
                "name: x\ntargets: [{model: m, timeout: 1s, connection: NEW}]",
                "name: x\ntargets: [{model: m, timeout: 1s, retries: 1.5}]",
                "name: x\ntargets: [~]",
                "name: x\nreceivers: {a: {type: pager}}",
                "name: x\nreceivers: {a: {token: t, channel: c}}",
                "name: x\nreceivers: {a: {type: slack, token: t}}",
                "name: x\nreceivers: {a: {type: slack, token: t, channel: c, url: 'https://x'}}",
                "name: x\nmisc: {since: yesterday}",
                "name: x\nmisc: {count: many}",
                "- a",
            })
    void whatTheLoaderRefusesForItsFormIsInvalid(String yaml) throws IOException {
        assertThat(faults(yaml)).isNotEmpty();
    }

    private static List<Error> faults(String yaml) throws IOException {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(ConfigSchema.of(Samples.class));
        return schema.validate(new YAMLMapper().readTree(yaml));
    }
}
