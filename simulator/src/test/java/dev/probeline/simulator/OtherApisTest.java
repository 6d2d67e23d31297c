package dev.probeline.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.probeline.simulator.Harness.Seen;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Anthropic's and Azure's ways, where they are not OpenAI's. */
class OtherApisTest {

    private static final String MESSAGE =
            "{\"model\":\"fast\",\"max_tokens\":64,\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
    private static final Map<String, String> ANTHROPIC =
            Map.of("Authorization", "", "x-api-key", Harness.KEY, "anthropic-version", "2023-06-01");
    private static final Map<String, String> AZURE = Map.of("Authorization", "", "api-key", Harness.KEY);
    private static final String DEPLOYMENT = "../openai/deployments/fast/chat/completions";

    private static Harness api;

    @BeforeAll
    static void start() {
        api = new Harness();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @AfterEach
    void heal() {
        api.control("DELETE", "faults", "");
    }

    @Test
    void aMessageStreamsFromItsStartToItsStop() {
        Seen seen = api.post("messages", MESSAGE, ANTHROPIC);

        List<JsonNode> events = EventStream.chunks(seen.text());
        assertThat(events.stream().map(event -> event.get("type").asText()).distinct())
                .containsExactly(
                        "message_start",
                        "content_block_start",
                        "ping",
                        "content_block_delta",
                        "content_block_stop",
                        "message_delta",
                        "message_stop");
        assertThat(events.get(0).at("/message/usage/input_tokens").asInt()).isPositive();
        assertThat(events.get(0).at("/message/model").asText()).isEqualTo("fast-2026-01-01");
        JsonNode last = events.get(events.size() - 2);
        assertThat(last.at("/delta/stop_reason").asText()).isEqualTo("end_turn");
        assertThat(last.at("/usage/output_tokens").asInt()).isEqualTo(8);
    }

    @Test
    void aMessageIsOnTheRecordOfTruth() {
        Seen seen = api.post("messages", MESSAGE, ANTHROPIC);

        var truth = api.simulator.truth().find(seen.headers().get("request-id")).orElseThrow();
        assertThat(truth.facts().endpoint()).isEqualTo("messages");
        assertThat(truth.facts().streamed()).isTrue();
        assertThat(truth.contentChunks()).isEqualTo(8);
        assertThat(truth.firstContentNanos()).isPresent();
    }

    @Test
    void aWholeMessageHasContentAndUsage() {
        JsonNode body = EventStream.json(api.post("messages", MESSAGE.replace("true", "false"), ANTHROPIC)
                .text());

        assertThat(body.at("/content/0/text").asText()).startsWith("Voilà…");
        assertThat(body.at("/usage/output_tokens").asInt()).isEqualTo(8);
    }

    @Test
    void anthropicHasHeadersOfItsOwn() {
        Seen seen = api.post("messages", MESSAGE, ANTHROPIC);

        assertThat(seen.headers().get("anthropic-ratelimit-requests-limit")).isEqualTo("30000");
        assertThat(java.time.Instant.parse(seen.headers().get("anthropic-ratelimit-tokens-reset")))
                .isAfter(java.time.Instant.EPOCH);
        assertThat(seen.headers().names())
                .noneMatch(name -> name.startsWith("x-ratelimit") || name.startsWith("openai"));
    }

    @Test
    void anthropicRefusesInItsOwnWords() {
        assertThat(refusal(api.post("messages", MESSAGE, Map.of("Authorization", "")), 401))
                .isEqualTo("authentication_error");
        assertThat(refusal(api.post("messages", MESSAGE), 400)).isEqualTo("invalid_request_error");
        assertThat(refusal(api.post("messages", MESSAGE.replace("fast", "none"), ANTHROPIC), 404))
                .isEqualTo("not_found_error");
        assertThat(refusal(api.post("messages", MESSAGE.replace("max_tokens", "most"), ANTHROPIC), 400))
                .isEqualTo("invalid_request_error");
        assertThat(refusal(under("http_503"), 529)).isEqualTo("overloaded_error");
        assertThat(refusal(under("rate_limit_tokens"), 429)).isEqualTo("rate_limit_error");
        assertThat(under("credit_balance_exhausted").text()).contains("credit balance is too low");
    }

    @Test
    void anOverloadInAMessageStreamIsAnEvent() {
        Seen seen = under("error_after_200, with: {type: overloaded_error}");

        List<JsonNode> events = EventStream.chunks(seen.text());
        assertThat(events.get(events.size() - 1).at("/error/type").asText()).isEqualTo("overloaded_error");
    }

    @Test
    void aDeploymentBeginsWithWhatItFilteredAndNeedsNoModel() {
        Seen seen = api.post(
                DEPLOYMENT + "?api-version=2024-10-21", Harness.STREAM.replace("\"model\":\"fast\",", ""), AZURE);

        List<JsonNode> chunks = EventStream.chunks(seen.text());
        assertThat(chunks.get(0).has("prompt_filter_results")).isTrue();
        assertThat(chunks.get(0).get("choices")).isEmpty();
        assertThat(EventStream.contents(seen.text())).hasSize(8);
        assertThat(EventStream.done(seen.text())).isTrue();
    }

    @Test
    void azureWantsItsVersionAndKnowsItsDeployments() {
        assertThat(api.post(DEPLOYMENT, Harness.STREAM, AZURE).text()).contains("Resource not found");
        assertThat(api.post(DEPLOYMENT.replace("fast", "none") + "?api-version=1", Harness.STREAM, AZURE)
                        .text())
                .contains("DeploymentNotFound");
        assertThat(api.post("../openai/v1/chat/completions", Harness.STREAM, AZURE)
                        .status())
                .isEqualTo(200);
        assertThat(api.post("chat/completions", Harness.STREAM, AZURE).status()).isEqualTo(401);
    }

    private static Seen under(String fault) {
        api.control("POST", "faults", "{fault: " + fault + "}");
        Seen seen = api.post("messages", MESSAGE, ANTHROPIC);
        api.control("DELETE", "faults", "");
        return seen;
    }

    private static String refusal(Seen seen, int status) {
        assertThat(seen.status()).as(seen.text()).isEqualTo(status);
        JsonNode body = EventStream.json(seen.text());
        assertThat(body.get("type").asText()).isEqualTo("error");
        return body.at("/error/type").asText();
    }
}
