package dev.probeline.producer.core.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.producer.config.Targets;
import dev.probeline.producer.core.ErrorType;
import dev.probeline.producer.core.Failure;
import dev.probeline.producer.core.Reading;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever bytes come, cut however the network cuts them, each reader ends in one reading and throws nothing. */
class AnyAnswerTest {
    private static final List<String> CALLS = List.of(
            "endpoint: chat/completions",
            "endpoint: responses",
            "provider: anthropic",
            "stream: false",
            "endpoint: responses, stream: false",
            "provider: anthropic, stream: false",
            "endpoint: embeddings",
            "endpoint: models");

    /** Members that some reader looks at, with values that are not what it looks for. */
    private static final List<String> NAMES = List.of(
            "type",
            "model",
            "id",
            "choices",
            "delta",
            "message",
            "content",
            "finish_reason",
            "usage",
            "output",
            "response",
            "status",
            "error",
            "incomplete_details",
            "content_block",
            "data",
            "embedding",
            "input_tokens",
            "prompt_tokens_details",
            "shutdown_date",
            "deprecation",
            "text",
            "stop_reason",
            "item",
            "detail",
            "object");

    private static final List<String> TYPES = List.of(
            "error",
            "message_start",
            "message_delta",
            "content_block_delta",
            "content_block_start",
            "message_stop",
            "text_delta",
            "response.completed",
            "response.failed",
            "response.output_text.delta",
            "response.output_item.added",
            "completed",
            "failed",
            "incomplete");

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void everyBodyEndsInOneReading(
            @ForAll("calls") String call, @ForAll("bodies") byte[] body, @ForAll("cuts") List<Integer> cuts) {
        BodyReader reader = new Calls(Targets.target(call)).reader("text/event-stream");
        int at = 0;
        for (int cut : cuts) {
            int count = Math.min(cut, body.length - at);
            reader.read(body, at, count, at);
            at += count;
        }
        reader.read(body, at, body.length - at, body.length);
        Reading reading = reader.end(body.length + 1);
        assertThat(reading.endNanos()).isBetween(0L, body.length + 1L);
        assertThat(reading.usage()).isNotNull();
        Failure cause = Failure.of(ErrorType.STALLED, "");
        assertThat(new Calls(Targets.target(call)).reader("").cutOff(cause, 9).failure())
                .isSameAs(cause);
    }

    @Provide
    Arbitrary<String> calls() {
        return Arbitraries.of(CALLS);
    }

    @Provide
    Arbitrary<List<Integer>> cuts() {
        return Arbitraries.integers().between(0, 40).list().ofMaxSize(20);
    }

    @Provide
    Arbitrary<byte[]> bodies() {
        Arbitrary<byte[]> noise = Arbitraries.bytes().array(byte[].class).ofMaxSize(300);
        Arbitrary<String> json = json(3);
        Arbitrary<byte[]> streams = json.map(value -> "data: " + value + "\n\n")
                .list()
                .ofMaxSize(6)
                .map(events -> String.join("", events) + "data: [DONE]\n\n")
                .map(AnyAnswerTest::bytes);
        return Arbitraries.oneOf(noise, json.map(AnyAnswerTest::bytes), streams, truncated(streams));
    }

    private Arbitrary<byte[]> truncated(Arbitrary<byte[]> whole) {
        return Combinators.combine(whole, Arbitraries.doubles().between(0, 1))
                .as((bytes, share) -> java.util.Arrays.copyOf(bytes, (int) (bytes.length * share)));
    }

    private static Arbitrary<String> json(int depth) {
        Arbitrary<String> scalars = Arbitraries.oneOf(
                Arbitraries.of(TYPES).map(type -> '"' + type + '"'),
                Arbitraries.of(
                        "null", "true", "-1", "1e99", "9223372036854775808", "\"\"", "\"Hi\"", "{}", "[]", "0.5"));
        if (depth == 0) {
            return scalars;
        }
        Arbitrary<String> inner = json(depth - 1);
        Arbitrary<String> objects = Combinators.combine(Arbitraries.of(NAMES), inner)
                .as((name, value) -> '"' + name + "\":" + value)
                .list()
                .ofMaxSize(5)
                .map(members -> "{" + String.join(",", members) + "}");
        Arbitrary<String> lists = inner.list().ofMaxSize(3).map(items -> "[" + String.join(",", items) + "]");
        return Arbitraries.oneOf(scalars, objects, objects, lists);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
