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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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

    @Test
    void twoTargetsOfOneNameAreAFault() {
        refused("targets: [{name: a, model: m}, {name: a, model: n}]", "targets: a twice (expected: a name no other");
    }

    @Test
    void retriesThatOutlastTheIntervalAreAFault() {
        refused(
                "targets: [{name: a, model: m, interval: 5s}]",
                "retries: 7s of waiting (expected: less than the interval");
    }

    @Test
    void faultsAreToldAllAtOnce() {
        refused(
                "targets:\n- {name: a, model: m, provider: mine, endpoint: chat, interval: 1ms, retries: [],"
                        + " max_completion_tokens: 1, timeouts: {total: 0s}}\n"
                        + "- {name: b, model: m, colour: red}\n",
                "timeouts.total: 0s (expected: more than zero)",
                "unknown key");
        refused(
                "targets:\n- {name: a, model: m, provider: mine, endpoint: chat, interval: 1ms, retries: [],"
                        + " max_completion_tokens: 1}\n",
                "base_url: missing",
                "endpoint: chat (expected: of mine one of chat/completions, responses, messages, embeddings, models)",
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
}
