package dev.probeline.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.probeline.producer.config.ConnectionMode;
import dev.probeline.producer.config.Target;
import dev.probeline.runtime.config.ConfigFile;
import dev.probeline.runtime.config.InvalidConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ProducerConfigTest {
    private static final String HEAD = "region: eu-west\nkafka: {bootstrap_servers: 'localhost:9092'}\n";

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleLoads(Path example) throws Exception {
        ProducerConfig config =
                ConfigFile.parse(Files.readString(example), example.toString(), ProducerConfig.class, name -> "value");
        assertThat(config.targets()).isNotEmpty();
    }

    static List<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("examples"))) {
            return files.toList();
        }
    }

    @Test
    void aTargetNeedsLittle() throws Exception {
        Target target =
                parse("targets: [{name: chat, model: gpt-4o-mini}]").targets().get(0);
        assertThat(target.url()).hasToString("https://api.openai.com/v1/chat/completions");
        assertThat(target.maxCompletionTokens()).isGreaterThanOrEqualTo(16);
        assertThat(target.retries())
                .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
        assertThat(target.connection()).isEqualTo(ConnectionMode.REUSE);
    }

    @Test
    void aBaseUrlMayEndInASlash() throws Exception {
        Target target = parse("targets: [{name: e, provider: mine, base_url: 'http://h:1/v1/', endpoint: embeddings,"
                        + " model: m}]")
                .targets()
                .get(0);
        assertThat(target.url()).hasToString("http://h:1/v1/embeddings");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void aFaultIsToldWithItsLineAndColumn(String targets, String fault) {
        assertThatThrownBy(() -> parse("targets:\n" + targets))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageStartingWith("test.yaml:" + fault);
    }

    static Map<String, String> faulty() {
        return Map.of(
                "- {name: a, model: m, intervall: 5s}",
                "4:23 targets[0].intervall: unknown key (expected: one of",
                "- {name: a, model: m, model: n}",
                "4:23 targets[0].model: duplicate key (first at line 4)",
                "- {name: a, model: m}\n- {name: b, model: m}\n- {name: a, model: n}",
                "6:10 targets[2].name: a (expected: a name no other target has; targets[0] has this one)",
                "- {name: a, model: m, api_key: '${env:NOT_SET}'}",
                "4:32 targets[0].api_key: ${env:NOT_SET} (expected: the environment variable to be set)",
                "- {name: a, model: m, api_key: '${file:/no/such}'}",
                "4:32 targets[0].api_key: ${file:/no/such} (expected: the file to exist)",
                "- {name: a, model: m, api_key: '${file:/}'}",
                "4:32 targets[0].api_key: ${file:/} (expected: a readable file of UTF-8 text)",
                "- {name: a, model: m, interval: 1ms, retries: []}",
                "4:33 targets[0].interval: 1ms (expected: 100ms to 1d)",
                "- {name: a, model: m, interval: soon}",
                "4:33 targets[0].interval: soon (expected: a duration such as",
                "- {name: a, model: m, endpoint: chat}",
                "4:33 targets[0].endpoint: chat (expected: one of chat/completions, responses, messages, embeddings,",
                "- {name: a, model: m, interval: 5s}",
                "4:3 targets[0].retries: 7s of waiting (expected: less than the interval of 5s");
    }

    static Stream<Arguments> faults() {
        return faulty().entrySet().stream().map(fault -> Arguments.of(fault.getKey(), fault.getValue()));
    }

    @Test
    void faultsAreToldAllAtOnce() {
        refused(
                "targets:\n- {name: a, model: m, provider: mine, interval: 1ms, retries: [],"
                        + " max_completion_tokens: 1, timeouts: {total: 0s}}\n"
                        + "- {name: b, model: m, colour: red}\n",
                "timeouts.total: 0s (expected: more than zero)",
                "unknown key");
        refused(
                "targets:\n- {name: a, model: m, provider: mine, interval: 1ms, retries: [],"
                        + " max_completion_tokens: 1}\n",
                "base_url: missing",
                "interval: 1ms (expected: 100ms to",
                "max_completion_tokens: 1 (expected: at least 16");
    }

    @Test
    void aKeyWithALineBreakIsRefusedWithoutShowingIt() {
        assertThatThrownBy(() -> parse("targets: [{name: a, model: m, api_key: \"s3cr3t\\nkey\"}]"))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("api_key: ****")
                .hasMessageNotContaining("s3cr3t");
    }

    @Test
    void aHeaderNameWithAnotherCharacterIsAFaultAndIsNotShown() {
        assertThatThrownBy(() -> parse("targets: [{name: a, model: m, headers: {'x-key: s3cr3t': v}}]"))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("headers: **** (expected: names of letters")
                .hasMessageNotContaining("s3cr3t");
    }

    @Test
    void aStarIsNoLabel() {
        refused(
                "targets: [{name: '*', provider: '*', base_url: 'http://h/v1', model: '*', api_key_alias: '*'}]",
                "name: '*' (expected: a name for the target; * alone means all",
                "provider: '*' (expected:",
                "model: '*' (expected:",
                "api_key_alias: '*' (expected:");
        assertThatThrownBy(() -> ConfigFile.parse(
                        HEAD.replace("eu-west", "'*'") + "targets: [{name: a, model: m}]",
                        "test.yaml",
                        ProducerConfig.class,
                        name -> null))
                .hasMessageContaining("region: * (expected: letters");
    }

    @Test
    void neverPrintsAKey() throws Exception {
        ProducerConfig config = parse("targets: [{name: a, model: m, api_key: s3cr3t, headers: {x-key: s3cr3t}}]");
        assertThat(config.toString()).doesNotContain("s3cr3t");
    }

    private static void refused(String yaml, String... words) {
        assertThatThrownBy(() -> parse(yaml))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContainingAll(words);
    }

    private static ProducerConfig parse(String yaml) throws InvalidConfigException {
        return ConfigFile.parse(HEAD + yaml, "test.yaml", ProducerConfig.class, name -> null);
    }

    @Test
    void aTargetThatIsReadAgainIsTheSame() throws Exception {
        String yaml = "targets: [{name: a, model: m, api_key: k, headers: {x-a: b}, extra_body: '{\"a\": [1]}', expect:"
                + " {matches: 'a+', json_schema: '{\"type\": \"object\"}'}}]";
        assertThat(parse(yaml)).isEqualTo(parse(yaml));
    }
}
