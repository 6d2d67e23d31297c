package dev.probeline.producer.core.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.probeline.producer.config.Target;
import dev.probeline.producer.config.Targets;
import dev.probeline.producer.core.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallsTest {

    @ParameterizedTest
    @CsvSource({
        "chat/completions, openai, /messages/0/content",
        "responses, openai, /input",
        "embeddings, openai, /input",
        "messages, anthropic, /messages/0/content"
    })
    void theNonceIsTheVeryFirstOfTheInput(String endpoint, String provider, String place) {
        JsonNode body = body("provider: " + provider + ", endpoint: " + endpoint + ", input_tokens: 2000, prompt: ask");
        assertThat(body.at(place).asText()).startsWith("n0nce time year ").endsWith("\n\nask");
    }

    @Test
    void aShortInputIsThePromptAlone() {
        assertThat(body("input_tokens: short, prompt: 'Count in words from one to five, please.'")
                        .at("/messages/0/content")
                        .asText())
                .isEqualTo("n0nce Count in words from one to five, please.");
    }

    @ParameterizedTest
    @CsvSource({"medium, 1000", "long, 10000", "300, 300"})
    void fillerMakesUpForTheSizeWanted(String size, int tokens) {
        String input = body("input_tokens: " + size).at("/messages/0/content").asText();
        // A common word with its blank is a token; four to five characters are, by the rule of thumb.
        assertThat(input.split("\\s+", -1).length).isBetween(tokens * 9 / 10, tokens * 11 / 10);
        assertThat(input.length() / 4.5).isBetween(tokens * 0.8, tokens * 1.2);
    }

    @Test
    void aStreamAsksForItsUsageAndAgainstPadding() {
        JsonNode options = body("").get("stream_options");
        assertThat(options.get("include_usage").asBoolean()).isTrue();
        assertThat(options.get("include_obfuscation").asBoolean()).isFalse();
        assertThat(body("provider: mine, base_url: 'http://h/v1'")
                        .get("stream_options")
                        .has("include_obfuscation"))
                .isFalse();
        assertThat(body("stream: false").has("stream_options")).isFalse();
        assertThat(body("stream: false").get("stream").asBoolean()).isFalse();
    }

    @Test
    void theLimitOfTokensHasTheNameOfItsEndpoint() {
        String limit = "max_completion_tokens: 99";
        assertThat(body(limit).get("max_completion_tokens").asInt()).isEqualTo(99);
        assertThat(body("endpoint: responses, " + limit)
                        .get("max_output_tokens")
                        .asInt())
                .isEqualTo(99);
        assertThat(body("provider: anthropic, " + limit).get("max_tokens").asInt())
                .isEqualTo(99);
    }

    @Test
    void extraBodyAddsReplacesAndTakesAway() {
        JsonNode body =
                body("extra_body: '{\"max_completion_tokens\": null, \"max_tokens\": 50, \"reasoning\": {\"effort\":"
                        + " \"low\"}, \"stream_options\": {\"include_usage\": false, \"include_obfuscation\": null}}'");
        assertThat(body.has("max_completion_tokens")).isFalse();
        assertThat(body.get("max_tokens").asInt()).isEqualTo(50);
        assertThat(body.at("/reasoning/effort").asText()).isEqualTo("low");
        assertThat(body.get("stream_options").toString()).isEqualTo("{\"include_usage\":false}");
    }

    @Test
    void aCardIsGotWithoutABody() {
        assertThat(new Calls(Targets.target("endpoint: models")).body("n0nce")).isEmpty();
    }

    private static JsonNode body(String settings) {
        Target target = Targets.target(settings);
        return Json.parse(new Calls(target).body("n0nce").orElseThrow());
    }
}
