package dev.probeline.producer.core.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.producer.config.Targets;
import dev.probeline.producer.core.ErrorType;
import dev.probeline.producer.core.Reading;
import dev.probeline.producer.core.StreamTimes;
import dev.probeline.producer.core.Usage;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WholeAnswerTest {
    private static final String CHAT =
            "{\"model\":\"m-1\",\"choices\":[{\"message\":{\"content\":%s},\"finish_reason\":"
                    + "\"stop\"}],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":12}}";
    private static final String MODEL = "endpoint: models";
    private static final String WHOLE = "stream: false";

    @Test
    void aChatCompletion() {
        Reading reading = read(WHOLE, CHAT.formatted("\"Hi\""));
        assertThat(reading.failure()).isNull();
        assertThat(reading.times()).isEqualTo(StreamTimes.NO_STREAM);
        assertThat(reading.usage()).isEqualTo(new Usage(9L, null, null, 12L, null));
        assertThat(reading.labels().model()).isEqualTo("m-1");
    }

    @Test
    void textMayComeInParts() {
        String parts = "[{\"type\":\"thinking\",\"thinking\":[]},{\"type\":\"text\",\"text\":\"Hi\"}]";
        assertThat(read(WHOLE, CHAT.formatted(parts)).failure()).isNull();
        assertThat(type(WHOLE, CHAT.formatted("[{\"type\":\"thinking\",\"thinking\":[]}]")))
                .isEqualTo(ErrorType.EMPTY_COMPLETION);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "stream: false | {\"choices\":[]} | MISSING_FINISH_REASON",
                "stream: false | {\"object\":\"list\",\"data\":[]} | INVALID_RESPONSE",
                "stream: false | {\"error\":{\"code\":429,\"message\":\"m\"}} | RATE_LIMIT_EXCEEDED",
                "stream: false | {\"error\":\"upstream\"} | STREAM_ERROR",
                "stream: false | [{\"error\":{\"code\":503,\"message\":\"m\"}}] | OVERLOADED",
                "stream: false | {\"object\":\"error\",\"message\":\"m\",\"code\":40001} | STREAM_ERROR",
                "stream: false | <html><title>502</title></html> | INVALID_RESPONSE",
                "stream: false | `` | INVALID_RESPONSE",
                "stream: false | null | INVALID_RESPONSE",
                "stream: false | 42 | INVALID_RESPONSE",
                "stream: false, endpoint: responses | {\"output\":[],\"status\":\"queued\"} | INVALID_RESPONSE",
                "stream: false, endpoint: responses | {\"id\":\"x\"} | INVALID_RESPONSE",
                "stream: false, provider: anthropic | {\"content\":[],\"stop_reason\":\"end_turn\"} | EMPTY_COMPLETION",
                "stream: false, provider: anthropic | {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\"}} | OVERLOADED",
                "endpoint: embeddings | {\"data\":[{\"embedding\":[]}]} | EMPTY_COMPLETION",
                "endpoint: models | {\"data\":[]} | INVALID_RESPONSE",
                "stream: true | {\"choices\":[]} | INVALID_RESPONSE",
                "stream: true | {\"error\":{\"code\":429,\"message\":\"m\"}} | RATE_LIMIT_EXCEEDED"
            })
    void whatIsNoGoodAnswerHasAName(String settings, String body, ErrorType expected) {
        assertThat(type(settings, body)).isEqualTo(expected);
    }

    @Test
    void aStreamThatWasNotAskedForIsNotQuoted() {
        Reading reading = read(WHOLE, "data: {\"choices\":[{\"delta\":{\"content\":\"s3cr3t\"}}]}\n\n");
        assertThat(reading.failure().type()).isEqualTo(ErrorType.INVALID_RESPONSE);
        assertThat(reading.failure().message()).doesNotContain("s3cr3t").startsWith("no JSON (");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"id\":\"m\",\"shutdown_date\":\"2027-10-23\"} | 2027-10-23",
                "{\"id\":\"m\",\"deprecation\":{\"fine_tune\":1677662127,\"inference\":1709284527}} | 2024-03-01",
                "{\"id\":\"m\",\"deprecation\":\"2025-11-30T00:00:00Z\"} | 2025-11-30",
                "{\"id\":\"m\",\"shutdown_date\":null} | `-`",
                "{\"id\":\"m\",\"shutdown_date\":\"soon\"} | `-`",
                "{\"id\":\"m\",\"deprecation\":null} | `-`",
                "{\"id\":\"m\",\"deprecation\":{\"inference\":9223372036854775807}} | `-`"
            })
    void aCardTellsTheEndInItsProvidersWay(String card, String date) {
        Reading reading = read(MODEL, card);
        assertThat(reading.failure()).isNull();
        assertThat(String.valueOf(reading.shutdownDate())).isEqualTo(date.equals("-") ? "null" : date);
    }

    @Test
    void blanksAreNoProgress() {
        BodyReader reader = new Calls(Targets.target(WHOLE)).reader("application/json");
        byte[] blanks = " \r\n\t".getBytes(StandardCharsets.UTF_8);
        reader.read(blanks, 0, blanks.length, 5);
        assertThat(reader.lastProgress()).isNull();
    }

    @Test
    void countsBelowZeroAreNotReported() {
        String body = CHAT.formatted("\"Hi\"").replace("12", "-12").replace(":9", ":\"9\"");
        assertThat(read(WHOLE, body).usage()).isEqualTo(Usage.UNKNOWN);
    }

    private static ErrorType type(String settings, String body) {
        return read(settings, body).failure().type();
    }

    private static Reading read(String settings, String body) {
        BodyReader reader = new Calls(Targets.target(settings)).reader("application/json");
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        reader.read(bytes, 0, bytes.length, 1);
        return reader.end(2);
    }
}
