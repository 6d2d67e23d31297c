package dev.probeline.producer.core.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.producer.core.ErrorType;
import dev.probeline.producer.core.Reading;
import dev.probeline.producer.core.StreamTimes;
import dev.probeline.producer.core.Usage;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ChatStreamTest {
    private static final String ROLE = chunk("{\"role\":\"assistant\",\"content\":\"\"}", null);
    private static final String HI = chunk("{\"content\":\"Hi\"}", null);
    private static final String STOP = chunk("{}", "stop");
    private static final String USAGE = "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":12,"
            + "\"prompt_tokens_details\":{\"cached_tokens\":4},\"completion_tokens_details\":{\"reasoning_tokens\":2}}}\n\n";
    private static final String DONE = "data: [DONE]\n\n";

    private final StreamReader stream = new StreamReader(new ChatWire(), false);
    private long now;

    @Test
    void timesContentAndNotTheRoleChunk() {
        at(10, ROLE);
        assertThat(stream.lastProgress()).isNull();
        at(20, HI);
        at(25, HI);
        at(45, HI);
        at(46, STOP + USAGE + DONE);
        Reading reading = stream.end(99);
        assertThat(reading.failure()).isNull();
        assertThat(reading.times()).isEqualTo(new StreamTimes(null, 20L, 45L, 20L, 3));
        assertThat(reading.endNanos()).isEqualTo(46);
        assertThat(reading.usage()).isEqualTo(new Usage(9L, 4L, null, 12L, 2L));
        assertThat(reading.finishReason()).isEqualTo("stop");
        assertThat(reading.labels().model()).isEqualTo("m-1");
    }

    @Test
    void commentsAndEmptyChunksAreNoProgress() {
        at(10, HI);
        at(20, ": keep-alive\n\n" + chunk("{}", null) + "data: {\"choices\":[]}\n\ndata: ping\n\n");
        assertThat(stream.lastProgress()).isEqualTo(10);
    }

    @Test
    void toolCallsAndRefusalsAreContentAndReasoningIsProgress() {
        at(5, chunk("{\"reasoning_content\":\"hm\"}", null));
        at(10, chunk("{\"tool_calls\":[{\"index\":0}]}", null));
        at(12, chunk("{\"refusal\":\"no\"}", null));
        assertThat(stream.cutOff(null, 13).times()).isEqualTo(new StreamTimes(5L, 10L, 12L, 2L, 2));
    }

    @Test
    void theFirstChunkOfAzureNamesNoModelAndALaterOneDoes() {
        at(1, "data: {\"choices\":[],\"model\":\"\",\"prompt_filter_results\":[]}\n\n");
        at(2, HI + STOP + DONE);
        assertThat(stream.end(3).labels().model()).isEqualTo("m-1");
    }

    @Test
    void missingUsageIsAFactAndNoFailure() {
        at(1, HI + STOP + DONE);
        assertThat(stream.end(2).failure()).isNull();
        assertThat(stream.end(2).usage()).isEqualTo(Usage.UNKNOWN);
    }

    @Test
    void anEndWithoutDoneIsTruncated() {
        at(1, HI + STOP);
        assertThat(type(stream.end(2))).isEqualTo(ErrorType.STREAM_TRUNCATED);
        assertThat(stream.end(2).endNanos()).isEqualTo(2);
    }

    @Test
    void doneWithoutFinishReasonIsAFailure() {
        at(1, HI + DONE);
        assertThat(type(stream.end(2))).isEqualTo(ErrorType.MISSING_FINISH_REASON);
    }

    @Test
    void stopWithoutContentIsEmpty() {
        at(1, ROLE + STOP + DONE);
        assertThat(type(stream.end(2))).isEqualTo(ErrorType.EMPTY_COMPLETION);
    }

    @Test
    void lengthWithoutContentIsAnExhaustedBudget() {
        at(1, ROLE + chunk("{}", "length") + DONE);
        assertThat(type(stream.end(2))).isEqualTo(ErrorType.OUTPUT_BUDGET_EXHAUSTED);
    }

    @Test
    void anErrorInTheStreamEndsIt() {
        at(1, HI + "data: {\"error\":{\"message\":\"oops\",\"type\":\"server_error\",\"code\":null}}\n\n");
        assertThat(stream.complete()).isTrue();
        assertThat(type(stream.end(2))).isEqualTo(ErrorType.STREAM_ERROR);
        assertThat(stream.end(2).failure().code()).isEqualTo("server_error");
    }

    @Test
    void aRateLimitInTheStreamKeepsItsName() {
        at(1, "data: {\"error\":{\"message\":\"\",\"type\":\"tokens\",\"code\":\"rate_limit_exceeded\"}}\n\n");
        assertThat(type(stream.end(2))).isEqualTo(ErrorType.RATE_LIMIT_EXCEEDED);
    }

    @Test
    void aBrokenChunkIsInvalid() {
        at(1, "data: {\"choices\":[\n\n");
        assertThat(type(stream.end(2))).isEqualTo(ErrorType.INVALID_RESPONSE);
    }

    @Test
    void takesTheLastUsageOfMany() {
        at(
                1,
                HI + "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1}}\n\n" + USAGE + STOP
                        + DONE);
        assertThat(stream.end(2).usage().completionTokens()).isEqualTo(12);
    }

    @Property
    void alwaysEndsInOneReading(@ForAll byte[] bytes) {
        StreamReader any = new StreamReader(new ChatWire(), true);
        any.read(bytes, 0, bytes.length, 1);
        assertThat(any.end(2).failure()).isNotNull();
    }

    @Property
    void aTruncatedStreamNeverSucceeds(@ForAll int cut) {
        byte[] whole = (ROLE + HI + STOP + USAGE + DONE).getBytes(StandardCharsets.UTF_8);
        int length = Math.floorMod(cut, whole.length - DONE.length() + 1);
        StreamReader truncated = new StreamReader(new ChatWire(), true);
        truncated.read(whole, 0, length, 1);
        assertThat(truncated.end(2).failure()).isNotNull();
    }

    private void at(long nanos, String text) {
        now = nanos;
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        stream.read(bytes, 0, bytes.length, now);
    }

    private static ErrorType type(Reading reading) {
        return reading.failure().type();
    }

    private static String chunk(String delta, String finish) {
        String reason = finish == null ? "null" : '"' + finish + '"';
        return "data: {\"model\":\"m-1\",\"choices\":[{\"index\":0,\"delta\":" + delta + ",\"finish_reason\":" + reason
                + "}],\"usage\":null,\"obfuscation\":\"x\"}\n\n";
    }
}
