package dev.probeline.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.probeline.simulator.Harness.Seen;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EndpointsTest {

    private static Harness api;

    @BeforeAll
    static void start() {
        api = new Harness();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void aChatStreamIsRoleContentFinishUsageDone() {
        String stream = api.post("chat/completions", Harness.STREAM).text();

        List<JsonNode> chunks = EventStream.chunks(stream);
        assertThat(chunks).hasSize(1 + 8 + 1 + 1);
        assertThat(chunks.get(0).at("/choices/0/delta").toString())
                .isEqualTo("{\"role\":\"assistant\",\"content\":\"\"}");
        assertThat(chunks.get(9).at("/choices/0/delta").toString()).isEqualTo("{}");
        assertThat(chunks.get(9).at("/choices/0/finish_reason").asText()).isEqualTo("stop");
        assertThat(chunks.get(10).get("choices")).isEmpty();
        assertThat(chunks.get(10).at("/usage/completion_tokens").asInt()).isEqualTo(8);
        assertThat(stream).endsWith("data: [DONE]\n\n");
        assertThat(chunks.stream()
                        .map(chunk -> chunk.get("id").asText() + chunk.get("created"))
                        .distinct())
                .hasSize(1);
        assertThat(chunks).allMatch(chunk -> chunk.get("id").asText().startsWith("chatcmpl-"));
        assertThat(chunks).allMatch(chunk -> chunk.get("model").asText().equals("fast-2026-01-01"));
        assertThat(chunks.subList(0, 10))
                .allMatch(chunk -> chunk.has("usage") && chunk.get("usage").isNull());
        assertThat(stream).doesNotContain("obfuscation");
    }

    @Test
    void withoutOptionsAStreamIsObfuscatedAndTellsNoUsage() {
        String request = "{\"model\":\"fast\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
        List<JsonNode> chunks =
                EventStream.chunks(api.post("chat/completions", request).text());

        assertThat(chunks).allMatch(chunk -> chunk.has("obfuscation") && !chunk.has("usage"));
    }

    @Test
    void aWholeChatCompletionHasContentAndUsage() {
        JsonNode body =
                EventStream.json(api.post("chat/completions", Harness.CHAT).text());

        assertThat(body.get("object").asText()).isEqualTo("chat.completion");
        assertThat(body.at("/choices/0/message/content").asText()).startsWith("Voilà…");
        assertThat(body.at("/usage/total_tokens").asInt())
                .isEqualTo(body.at("/usage/prompt_tokens").asInt() + 8);
    }

    @Test
    void aTokenLimitEndsTheAnswerWithLength() {
        String limited = Harness.CHAT.replace("}]}", "}],\"max_completion_tokens\":3}");
        JsonNode body = EventStream.json(api.post("chat/completions", limited).text());

        assertThat(body.at("/choices/0/finish_reason").asText()).isEqualTo("length");
        assertThat(body.at("/usage/completion_tokens").asInt()).isEqualTo(3);
    }

    @Test
    void aReasoningModelMaySpendItsLimitOnThinking() {
        String limited = Harness.CHAT.replace("fast", "thinker").replace("}]}", "}],\"max_completion_tokens\":8}");
        JsonNode body = EventStream.json(api.post("chat/completions", limited).text());

        assertThat(body.at("/choices/0/message/content").asText()).isEmpty();
        assertThat(body.at("/choices/0/finish_reason").asText()).isEqualTo("length");
        assertThat(body.at("/usage/completion_tokens_details/reasoning_tokens").asInt())
                .isEqualTo(8);
    }

    @Test
    void aResponseStreamIsTypedAndNumbered() {
        String stream = api.post("responses", "{\"model\":\"fast\",\"stream\":true,\"input\":\"Hi\"}")
                .text();

        List<JsonNode> events = EventStream.chunks(stream);
        assertThat(events.stream().map(event -> event.get("type").asText()).distinct())
                .containsExactly(
                        "response.created",
                        "response.in_progress",
                        "response.output_item.added",
                        "response.content_part.added",
                        "response.output_text.delta",
                        "response.output_text.done",
                        "response.content_part.done",
                        "response.output_item.done",
                        "response.completed");
        assertThat(events.stream().map(event -> event.get("sequence_number").asInt()))
                .containsExactlyElementsOf(
                        IntStream.range(0, events.size()).boxed().toList());
        assertThat(events.get(events.size() - 1)
                        .at("/response/usage/output_tokens")
                        .asInt())
                .isEqualTo(8);
        assertThat(stream).contains("event: response.created\ndata: {\"type\":\"response.created\"");
        assertThat(EventStream.done(stream)).isFalse();
    }

    @Test
    void aWholeResponseIsCompleted() {
        JsonNode body = EventStream.json(
                api.post("responses", "{\"model\":\"fast\",\"input\":\"Hi\"}").text());

        assertThat(body.get("status").asText()).isEqualTo("completed");
        assertThat(body.at("/output/0/content/0/text").asText()).startsWith("Voilà…");
    }

    @Test
    void embeddingsHaveOneUnitVectorForEachInput() {
        JsonNode body =
                EventStream.json(api.post("embeddings", "{\"model\":\"vectors\",\"input\":[\"one\",\"two\",\"one\"]}")
                        .text());

        assertThat(body.get("data")).hasSize(3);
        assertThat(body.at("/data/0/embedding")).hasSize(8).isEqualTo(body.at("/data/2/embedding"));
        assertThat(body.at("/data/0/embedding")).isNotEqualTo(body.at("/data/1/embedding"));
        assertThat(body.at("/usage/prompt_tokens").asInt()).isEqualTo(3);
    }

    @Test
    void embeddingsComeInBase64IfAsked() {
        JsonNode body = EventStream.json(
                api.post("embeddings", "{\"model\":\"vectors\",\"input\":\"one\",\"encoding_format\":\"base64\"}")
                        .text());

        assertThat(java.util.Base64.getDecoder()
                        .decode(body.at("/data/0/embedding").asText()))
                .hasSize(8 * 4);
    }

    @Test
    void modelsCarryTheirShutdownDate() {
        JsonNode list = EventStream.json(api.get("models").text());
        JsonNode card = EventStream.json(api.get("models/fast").text());

        assertThat(list.get("data")).hasSize(4).allMatch(model -> model.has("shutdown_date"));
        assertThat(card.get("id").asText()).isEqualTo("fast");
        assertThat(card.get("shutdown_date").isNull()).isTrue();
    }

    @Test
    void headersTellRequestTimeAndPlace() {
        Seen seen = api.post("chat/completions", Harness.CHAT, Map.of("X-Simulated-Region", "eu-west"));

        assertThat(seen.headers().get("x-request-id")).matches("req_[0-9a-f]{32}");
        assertThat(Integer.parseInt(seen.headers().get("openai-processing-ms"))).isBetween(20, 60);
        assertThat(seen.headers().get("openai-version")).isEqualTo("2020-10-01");
        assertThat(seen.headers().get("openai-organization")).isEqualTo("org-simulated");
        assertThat(seen.headers().get("cf-ray")).matches("[0-9a-f]{16}-FRA");
        assertThat(seen.headers().get("x-ratelimit-limit-requests")).isEqualTo("30000");
    }
}
