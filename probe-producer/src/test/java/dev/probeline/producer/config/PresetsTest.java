package dev.probeline.producer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.auto.service.AutoService;
import dev.probeline.runtime.config.InvalidConfigException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PresetsTest {

    /** A provider of its own: this class is all it takes. */
    @AutoService(Preset.class)
    public static final class Next implements Preset {
        @Override
        public String provider() {
            return "next";
        }

        @Override
        public URI baseUrl() {
            return URI.create("https://api.next.example/v2");
        }

        @Override
        public Map<String, String> signIn(String key) {
            return Map.of("X-Next-Key", key);
        }
    }

    @Test
    void theNextProviderIsOneClass() {
        Target target = Targets.target("provider: next");
        assertThat(target.url()).hasToString("https://api.next.example/v2/chat/completions");
        assertThat(target.preset().signIn("k")).containsOnlyKeys("X-Next-Key");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "provider: openai | https://api.openai.com/v1/chat/completions",
                "provider: openai, endpoint: responses | https://api.openai.com/v1/responses",
                "provider: openai, endpoint: models | https://api.openai.com/v1/models/m",
                "provider: anthropic | https://api.anthropic.com/v1/messages",
                "provider: anthropic, endpoint: models | https://api.anthropic.com/v1/models/m",
                "provider: mine, base_url: 'http://h:1/v1/' | http://h:1/v1/chat/completions",
                "provider: azure-openai, base_url: 'https://r.openai.azure.com' |"
                        + " https://r.openai.azure.com/openai/deployments/m/chat/completions?api-version=2024-10-21",
                "provider: azure-openai, base_url: 'https://r.openai.azure.com', endpoint: embeddings, api_version: v9 |"
                        + " https://r.openai.azure.com/openai/deployments/m/embeddings?api-version=v9",
                "provider: azure-openai, base_url: 'https://r.openai.azure.com', endpoint: responses |"
                        + " https://r.openai.azure.com/openai/responses?api-version=2025-03-01-preview",
                "provider: azure-openai, base_url: 'https://r.openai.azure.com/openai/v1/' |"
                        + " https://r.openai.azure.com/openai/v1/chat/completions"
            })
    void everyProviderIsCalledWhereItListens(String settings, String url) {
        assertThat(Targets.target(settings).url()).hasToString(url);
    }

    @Test
    void aModelsNameIsMadeFitForAPath() {
        assertThat(UrlPath.of("maker/model:1 ü?#")).isEqualTo("maker/model:1%20%C3%BC%3F%23");
    }

    @Test
    void everyProviderIsSignedInToInItsWay() {
        assertThat(Presets.of("openai").signIn("k")).isEqualTo(Map.of("Authorization", "Bearer k"));
        assertThat(Presets.of("anyone").signIn("k")).isEqualTo(Map.of("Authorization", "Bearer k"));
        assertThat(Presets.of("azure-openai").signIn("k")).isEqualTo(Map.of("api-key", "k"));
        assertThat(Presets.of("anthropic").signIn("k")).isEqualTo(Map.of("x-api-key", "k"));
        assertThat(Presets.of("anthropic").headers(Optional.empty()))
                .isEqualTo(Map.of("anthropic-version", "2023-06-01"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "endpoint: messages | endpoint: messages (expected: of openai one of chat/completions, responses,",
                "provider: anthropic, endpoint: embeddings | (expected: of anthropic one of messages, models)",
                "provider: azure-openai | base_url: missing",
                "provider: mine, base_url: 'http://h/v1?key=1' | nothing behind the path",
                "provider: mine, base_url: 'http://localhost:99999/v1' | (expected: http or https, a host",
                "extra_body: '[1]' | extra_body: no JSON object (expected: a JSON object",
                "input_tokens: huge | input_tokens: huge (expected: short, medium, long, or a number",
                "expect: {matches: '('} | (expected: a regular expression of RE2",
                "expect: {json_schema: '{\"pattern\": \"(\"}'} | no usable schema (expected: a JSON Schema",
                "expect: {max_ttft: 0s} | expect.max_ttft: 0s (expected: more than zero)",
                "expect: {status: 404} | a call that has to fail is must_fail",
                "must_fail: {} | must_fail.error_type: missing (expected: this or status)",
                "must_fail: {error_type: nonsense} | must_fail.error_type: nonsense (expected: one of dns_error,",
                "must_fail: {status: 401}, expect: {json: true} | a refusal has no answer"
            })
    void whatCannotBeIsRefusedWithTheFix(String settings, String message) {
        assertThatThrownBy(() -> Targets.parse(settings))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining(message);
    }
}
