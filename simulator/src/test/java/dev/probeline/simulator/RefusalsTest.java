package dev.probeline.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.probeline.simulator.Harness.Seen;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalsTest {

    private static Harness api;

    @BeforeAll
    static void start() {
        api = new Harness();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @ParameterizedTest(name = "{0} {1} -> {2} {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "chat/completions | {\"model\":\"none\",\"messages\":[{}]} | 404 | model_not_found | does not exist",
                "chat/completions | {\"model\": | 400 | null | could not parse the JSON body",
                "chat/completions | {\"messages\":[{}]} | 400 | null | must provide a model",
                "chat/completions | {\"model\":\"fast\"} | 400 | missing_required_parameter | 'messages'",
                "responses | {\"model\":\"fast\",\"input\":\"a\",\"max_output_tokens\":1} | 400 | integer_below_min_value | >= 16",
                "chat/completions | {\"model\":\"thinker\",\"messages\":[{}],\"max_tokens\":9} | 400 | unsupported_parameter | max_completion_tokens",
                "chat/completions | {\"model\":\"thinker\",\"messages\":[{}],\"temperature\":0} | 400 | unsupported_value | temperature",
                "embeddings | {\"model\":\"fast\",\"input\":\"a\"} | 400 | null | cannot be used",
                "nowhere | {} | 404 | null | Invalid URL (POST /v1/nowhere)",
                "models | {} | 405 | method_not_supported | Not allowed to POST",
            })
    void badRequestsAreToldAsTheApiTellsThem(String path, String body, int status, String code, String message) {
        Seen seen = api.post(path, body);

        JsonNode error = EventStream.json(seen.text()).get("error");
        assertThat(seen.status()).isEqualTo(status);
        assertThat(error.get("type").asText()).isEqualTo("invalid_request_error");
        assertThat(error.get("code").asText()).isEqualTo(code);
        assertThat(error.get("message").asText()).contains(message);
    }

    @Test
    void aWrongKeyIsEchoedInPart() {
        Seen seen = api.post(
                "chat/completions", Harness.CHAT, Map.of("Authorization", "Bearer sk-XG6GWxxxxxxxxxxxxxxxwlmi"));

        assertThat(seen.status()).isEqualTo(401);
        assertThat(seen.text())
                .contains("Incorrect API key provided: sk-XG6GW***************wlmi. You can find")
                .contains("\"code\": \"invalid_api_key\"");
        assertThat(seen.headers().get("x-ratelimit-limit-requests")).isNull();
    }

    @Test
    void aMissingKeyIsAskedFor() {
        Seen seen = api.post("chat/completions", Harness.CHAT, Map.of("Authorization", ""));

        assertThat(seen.status()).isEqualTo(401);
        assertThat(seen.text()).contains("You didn't provide an API key");
    }

    @Test
    void anUnknownModelHasNoCard() {
        assertThat(api.get("models/none").status()).isEqualTo(404);
    }
}
