package dev.probeline.producer.core.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.producer.core.ErrorType;
import dev.probeline.producer.core.Labels;
import dev.probeline.producer.core.Reading;
import dev.probeline.producer.core.StreamTimes;
import dev.probeline.producer.core.Usage;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessagesStreamTest {
    private static final String START = event(
            "message_start",
            ",\"message\":{\"model\":\"claude-1\",\"stop_reason\":null,\"usage\":{\"input_tokens\":10,"
                    + "\"cache_creation_input_tokens\":100,\"cache_read_input_tokens\":1000,\"output_tokens\":1,"
                    + "\"service_tier\":\"standard\"}}");
    private static final String PING = event("ping", "");
    private static final String BLOCK = block("{\"type\":\"text\",\"text\":\"\"}");
    private static final String HI = delta("{\"type\":\"text_delta\",\"text\":\"Hi\"}");
    private static final String STOP = event("message_stop", "");

    private final StreamReader stream = new StreamReader(new MessagesWire(), false);

    @Test
    void isTimedByItsText() {
        at(10, START + BLOCK + PING);
        assertThat(stream.lastProgress()).isNull();
        at(20, HI);
        at(50, HI);
        at(51, end("end_turn", 12) + STOP);
        Reading reading = stream.end(99);
        assertThat(reading.failure()).isNull();
        assertThat(reading.times()).isEqualTo(new StreamTimes(null, 20L, 50L, 30L, 2));
        assertThat(reading.endNanos()).isEqualTo(51);
        assertThat(reading.finishReason()).isEqualTo("end_turn");
        assertThat(reading.labels()).isEqualTo(new Labels("claude-1", null, "standard"));
    }

    @Test
    void thePromptHasTheTokensOfTheCacheInIt() {
        at(1, START + HI + end("end_turn", 12) + STOP);
        assertThat(stream.end(2).usage()).isEqualTo(new Usage(1110L, 1000L, 100L, 12L, null));
    }

    @Test
    void aPingIsNoProgress() {
        at(10, START + HI);
        at(90, PING + PING);
        assertThat(stream.lastProgress()).isEqualTo(10);
    }

    @Test
    void thinkingIsProgressAndToolsAreContent() {
        at(5, block("{\"type\":\"thinking\",\"thinking\":\"\"}"));
        at(6, delta("{\"type\":\"thinking_delta\",\"thinking\":\"hm\"}"));
        at(7, delta("{\"type\":\"signature_delta\",\"signature\":\"s\"}"));
        at(9, block("{\"type\":\"tool_use\",\"name\":\"f\",\"input\":{}}"));
        at(12, delta("{\"type\":\"input_json_delta\",\"partial_json\":\"{\"}"));
        assertThat(stream.cutOff(null, 13).times()).isEqualTo(new StreamTimes(5L, 9L, 12L, 3L, 2));
    }

    @ParameterizedTest
    @CsvSource({
        "overloaded_error, OVERLOADED",
        "api_error, STREAM_ERROR",
        "rate_limit_error, RATE_LIMIT_EXCEEDED",
        "invalid_request_error, INVALID_REQUEST",
        "timeout_error, STREAM_ERROR"
    })
    void anErrorInTheStreamKeepsItsName(String type, ErrorType expected) {
        at(1, START + HI + event("error", ",\"error\":{\"type\":\"" + type + "\",\"message\":\"m\"}"));
        assertThat(type()).isEqualTo(expected);
    }

    @Test
    void endsThatAreNone() {
        at(1, START + HI + end("end_turn", 1));
        assertThat(type()).isEqualTo(ErrorType.STREAM_TRUNCATED);
    }

    @Test
    void aStopWithoutAReasonIsAFailure() {
        at(1, START + HI + STOP);
        assertThat(type()).isEqualTo(ErrorType.MISSING_FINISH_REASON);
    }

    @Test
    void aBudgetThatWasSpentBeforeAnyText() {
        at(1, START + end("max_tokens", 64) + STOP);
        assertThat(type()).isEqualTo(ErrorType.OUTPUT_BUDGET_EXHAUSTED);
    }

    private ErrorType type() {
        return stream.end(2).failure().type();
    }

    private static String end(String reason, int tokens) {
        return event(
                "message_delta",
                ",\"delta\":{\"stop_reason\":\"" + reason + "\"},\"usage\":{\"output_tokens\":" + tokens + "}");
    }

    private static String block(String block) {
        return event("content_block_start", ",\"index\":0,\"content_block\":" + block);
    }

    private static String delta(String delta) {
        return event("content_block_delta", ",\"index\":0,\"delta\":" + delta);
    }

    private static String event(String type, String members) {
        return "event: " + type + "\ndata: {\"type\":\"" + type + "\"" + members + "}\n\n";
    }

    private void at(long nanos, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        stream.read(bytes, 0, bytes.length, nanos);
    }
}
