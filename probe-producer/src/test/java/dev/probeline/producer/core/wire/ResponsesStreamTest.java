package dev.probeline.producer.core.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.producer.core.ErrorType;
import dev.probeline.producer.core.Labels;
import dev.probeline.producer.core.Reading;
import dev.probeline.producer.core.StreamTimes;
import dev.probeline.producer.core.Usage;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ResponsesStreamTest {
    private static final String CREATED = event(
            "response.created",
            ",\"response\":{\"model\":\"m-1\",\"status\":\"in_progress\",\"service_tier\":\"auto\"}");
    private static final String HI = event("response.output_text.delta", ",\"delta\":\"Hi\"");
    private static final String USAGE = "\"usage\":{\"input_tokens\":9,\"input_tokens_details\":{\"cached_tokens\":4},"
            + "\"output_tokens\":12,\"output_tokens_details\":{\"reasoning_tokens\":2}}";
    private static final String COMPLETED = event(
            "response.completed",
            ",\"response\":{\"model\":\"m-1\",\"status\":\"completed\",\"error\":null,\"incomplete_details\":null,"
                    + "\"service_tier\":\"default\"," + USAGE + "}");

    private final StreamReader stream = new StreamReader(new ResponsesWire(), false);

    @Test
    void endsWithItsLastEventAndWithoutDone() {
        at(10, CREATED);
        assertThat(stream.lastProgress()).isNull();
        at(20, HI);
        at(30, HI);
        at(31, COMPLETED);
        assertThat(stream.complete()).isTrue();
        Reading reading = stream.end(99);
        assertThat(reading.failure()).isNull();
        assertThat(reading.times()).isEqualTo(new StreamTimes(null, 20L, 30L, 10L, 2));
        assertThat(reading.usage()).isEqualTo(new Usage(9L, 4L, null, 12L, 2L));
        assertThat(reading.finishReason()).isEqualTo("completed");
        assertThat(reading.endNanos()).isEqualTo(31);
    }

    @Test
    void theTierIsThatOfTheEndNotTheOneAskedFor() {
        at(1, CREATED + HI + COMPLETED);
        assertThat(stream.end(2).labels()).isEqualTo(new Labels("m-1", null, "default"));
    }

    @Test
    void reasoningIsProgressAndCallsAndRefusalsAreContent() {
        at(5, event("response.reasoning_summary_text.delta", ",\"delta\":\"hm\""));
        at(7, event("response.output_item.added", ",\"item\":{\"type\":\"function_call\",\"name\":\"f\"}"));
        at(9, event("response.function_call_arguments.delta", ",\"delta\":\"{}\""));
        at(12, event("response.refusal.delta", ",\"delta\":\"no\""));
        assertThat(stream.cutOff(null, 13).times()).isEqualTo(new StreamTimes(5L, 7L, 12L, 3L, 3));
    }

    @Test
    void opensAndClosesOfItemsAreNoProgress() {
        at(
                1,
                CREATED
                        + event("response.output_item.added", ",\"item\":{\"type\":\"message\",\"content\":[]}")
                        + event("response.content_part.added", ",\"part\":{\"type\":\"output_text\",\"text\":\"\"}")
                        + event("response.output_text.delta", ",\"delta\":\"\""));
        assertThat(stream.lastProgress()).isNull();
    }

    @Test
    void aFailedResponseIsClassifiedByItsError() {
        at(1, HI + failed("{\"code\":\"rate_limit_exceeded\",\"message\":\"slow\"}"));
        assertThat(type()).isEqualTo(ErrorType.RATE_LIMIT_EXCEEDED);
    }

    @Test
    void aFailedResponseWithoutAnErrorIsAFailureAllTheSame() {
        at(1, failed("null"));
        assertThat(type()).isEqualTo(ErrorType.STREAM_ERROR);
    }

    @Test
    void anErrorEventIsClassified() {
        at(
                1,
                "event: error\ndata: {\"type\":\"error\",\"code\":\"server_error\",\"message\":\"oops\",\"param\":null}\n\n");
        assertThat(type()).isEqualTo(ErrorType.STREAM_ERROR);
    }

    @Test
    void incompleteWithoutContentIsAnExhaustedBudget() {
        at(1, incomplete());
        assertThat(type()).isEqualTo(ErrorType.OUTPUT_BUDGET_EXHAUSTED);
    }

    @Test
    void incompleteWithContentIsAnAnswerThatWasCutAsAsked() {
        at(1, HI + incomplete());
        assertThat(stream.end(2).failure()).isNull();
        assertThat(stream.end(2).finishReason()).isEqualTo("max_output_tokens");
    }

    @Test
    void anEndBeforeTheLastEventIsTruncated() {
        at(1, HI + event("response.output_text.done", ",\"text\":\"Hi\""));
        assertThat(type()).isEqualTo(ErrorType.STREAM_TRUNCATED);
    }

    @Test
    void theMarkOfAnotherProtocolIsNoEnd() {
        at(1, HI + "data: [DONE]\n\n");
        assertThat(stream.complete()).isFalse();
    }

    private ErrorType type() {
        return stream.end(2).failure().type();
    }

    private static String incomplete() {
        return event(
                "response.incomplete",
                ",\"response\":{\"status\":\"incomplete\",\"incomplete_details\":{\"reason\":\"max_output_tokens\"}}");
    }

    private static String failed(String error) {
        return event("response.failed", ",\"response\":{\"status\":\"failed\",\"error\":" + error + "}");
    }

    private static String event(String type, String members) {
        return "event: " + type + "\ndata: {\"type\":\"" + type + "\",\"sequence_number\":1" + members + "}\n\n";
    }

    private void at(long nanos, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        stream.read(bytes, 0, bytes.length, nanos);
    }
}
