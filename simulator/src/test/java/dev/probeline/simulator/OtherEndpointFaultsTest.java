package dev.probeline.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.probeline.simulator.Harness.Seen;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What faults of streams are where nothing is streamed, and in the words of the responses endpoint. */
class OtherEndpointFaultsTest {

    private static final String RESPONSE_STREAM = "{\"model\":\"fast\",\"stream\":true,\"input\":\"Hi\"}";

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
    void aStalledWholeAnswerStopsHalfWay() {
        Seen seen = under("stall", "chat/completions", Harness.CHAT);

        assertThat(seen.failure()).containsInstanceOf(SocketTimeoutException.class);
        assertThat(seen.text()).startsWith("{\n  \"id\": \"chatcmpl-").doesNotContain("finish_reason");
    }

    @Test
    void aResetWholeAnswerIsBroken() {
        assertThat(under("connection_reset", "embeddings", "{\"model\":\"vectors\",\"input\":\"a\"}")
                        .failure())
                .containsInstanceOf(IOException.class);
    }

    @Test
    void anErrorAfter200OfAWholeAnswerIsItsBody() {
        Seen seen = under("error_after_200", "chat/completions", Harness.CHAT);

        assertThat(seen.status()).isEqualTo(200);
        assertThat(EventStream.json(seen.text()).has("error")).isTrue();
    }

    @Test
    void aKeptAliveWholeAnswerIsBlankLines() {
        Seen seen = under("keepalive_forever, with: {every: 200ms}", "chat/completions", Harness.CHAT);

        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.text()).isBlank().isNotEmpty();
    }

    @Test
    void anErrorInAResponseStreamIsATypedEvent() {
        Seen seen = under("error_after_200", "responses", RESPONSE_STREAM);

        List<JsonNode> events = EventStream.chunks(seen.text());
        assertThat(seen.text()).contains("event: error\n");
        assertThat(events.get(events.size() - 1).get("type").asText()).isEqualTo("error");
    }

    @Test
    void aResponseThatRanOutOfTokensIsIncomplete() {
        Seen seen = under("length_without_content", "responses", RESPONSE_STREAM);

        JsonNode last = EventStream.chunks(seen.text())
                .get(EventStream.chunks(seen.text()).size() - 1);
        assertThat(last.get("type").asText()).isEqualTo("response.incomplete");
        assertThat(last.at("/response/incomplete_details/reason").asText()).isEqualTo("max_output_tokens");
    }

    @Test
    void anErrorTakesThePlaceOfAListOfModelsToo() {
        api.control("POST", "faults", "{fault: http_403, endpoint: models}");

        assertThat(api.get("models").status()).isEqualTo(403);
        assertThat(api.post("chat/completions", Harness.CHAT).status()).isEqualTo(200);
    }

    private static Seen under(String fault, String path, String body) {
        assertThat(api.control("POST", "faults", "{fault: " + fault + "}").status())
                .isEqualTo(200);
        return api.post(path, body);
    }
}
