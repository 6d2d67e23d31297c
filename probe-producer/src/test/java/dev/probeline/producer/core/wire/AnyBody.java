package dev.probeline.producer.core.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Bodies for properties: noise; JSON that is not what readers look for; good answers with something cut or put in. */
public final class AnyBody {
    /** A way to call, and an answer that is one. */
    private static final List<List<String>> GOOD = List.of(
            List.of(
                    "endpoint: chat/completions",
                    "data: {\"model\":\"m\",\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"Hi\",\"tool_calls\":[]},"
                            + "\"finish_reason\":null}],\"usage\":null}\n\ndata: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}],"
                            + "\"usage\":{\"prompt_tokens\":1,\"prompt_tokens_details\":{\"cached_tokens\":0}}}\n\ndata: [DONE]\n\n"),
            List.of(
                    "endpoint: responses",
                    "event: response.created\ndata: {\"type\":\"response.created\",\"response\":{\"model\":\"m\"}}\n\n"
                            + "data: {\"type\":\"response.output_item.added\",\"item\":{\"type\":\"message\"}}\n\n"
                            + "data: {\"type\":\"response.output_text.delta\",\"delta\":\"Hi\"}\n\ndata: {\"type\":\"response.completed\","
                            + "\"response\":{\"status\":\"completed\",\"usage\":{\"input_tokens\":1,\"input_tokens_details\":{}}}}\n\n"),
            List.of(
                    "endpoint: responses",
                    "data: {\"type\":\"response.failed\",\"response\":{\"status\":\"failed\",\"error\":{\"code\":\"x\",\"message\":\"m\"}}}\n\n"),
            List.of(
                    "endpoint: messages",
                    "data: {\"type\":\"message_start\",\"message\":{\"model\":\"m\",\"usage\":{\"input_tokens\":1}}}\n\n"
                            + "data: {\"type\":\"content_block_start\",\"content_block\":{\"type\":\"text\",\"text\":\"\"}}\n\n"
                            + "data: {\"type\":\"content_block_delta\",\"delta\":{\"type\":\"text_delta\",\"text\":\"Hi\"}}\n\n"
                            + "data: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":1}}"
                            + "\n\ndata: {\"type\":\"message_stop\"}\n\n"),
            List.of(
                    "stream: false",
                    "{\"model\":\"m\",\"choices\":[{\"message\":{\"content\":[{\"type\":\"text\",\"text\":\"Hi\"}]},"
                            + "\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":1}}"),
            List.of(
                    "endpoint: responses, stream: false",
                    "{\"output\":[{\"type\":\"message\",\"content\":[{\"text\":\"Hi\"}]}],\"status\":\"incomplete\","
                            + "\"incomplete_details\":{\"reason\":\"max_output_tokens\"},\"usage\":{}}"),
            List.of(
                    "endpoint: messages, stream: false",
                    "{\"content\":[{\"type\":\"text\",\"text\":\"Hi\"}],\"stop_reason\":\"end_turn\",\"usage\":{\"input_tokens\":1}}"),
            List.of("endpoint: embeddings", "{\"data\":[{\"embedding\":[0.5]}],\"usage\":{\"prompt_tokens\":1}}"),
            List.of(
                    "endpoint: models",
                    "{\"id\":\"m\",\"shutdown_date\":\"2027-10-23\",\"deprecation\":{\"inference\":1709284527}}"),
            List.of(
                    "stream: false",
                    "{\"error\":{\"code\":\"429\",\"type\":\"t\",\"message\":\"m\"},\"detail\":[{\"loc\":[\"a\"],\"msg\":\"m\"}]}"),
            List.of("endpoint: responses", "<html><title>x</title></html>"));

    private static final List<String> VALUES = List.of(
            "",
            "null",
            "true",
            "-1",
            "1e99",
            "9223372036854775808",
            "\"\"",
            "\"Hi\"",
            "{}",
            "[]",
            "[{}]",
            "[[[[",
            "}",
            "\\",
            "\n\n",
            "\r",
            "\uFEFF",
            "\u20ac");

    private AnyBody() {}

    /**
     * An answer to one way of calling.
     *
     * @param call settings of the target
     * @param bytes one character each
     */
    public record Case(String call, String bytes) {
        public static Case of(String call, byte[] body) {
            return new Case(call, new String(body, StandardCharsets.ISO_8859_1));
        }

        public byte[] body() {
            return bytes.getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    public static Arbitrary<Case> cases() {
        Arbitrary<Case> edited = Combinators.combine(Arbitraries.of(GOOD), edits())
                .as((good, edits) -> {
                    String text = good.get(1);
                    for (Edit edit : edits) {
                        text = edit.of(text);
                    }
                    return Case.of(good.get(0), text.getBytes(StandardCharsets.UTF_8));
                });
        Arbitrary<byte[]> noise = Arbitraries.bytes().array(byte[].class).ofMaxSize(300);
        Arbitrary<Case> foreign = Combinators.combine(
                        Arbitraries.of(GOOD), Arbitraries.oneOf(noise, edited.map(Case::body)))
                .as((good, body) -> Case.of(good.get(0), body));
        return Arbitraries.frequencyOf(
                Tuple.of(6, edited),
                Tuple.of(1, foreign),
                Tuple.of(
                        1,
                        Combinators.combine(edited, Arbitraries.doubles().between(0, 1))
                                .as((whole, share) -> Case.of(whole.call(), cut(whole.body(), share)))));
    }

    public static byte[] cut(byte[] whole, double share) {
        return Arrays.copyOf(whole, (int) (whole.length * share));
    }

    /**
     * The JSON value, or the member, that begins nearest behind a place is replaced.
     *
     * @param member with its name, so that it is missing
     */
    private record Edit(double place, boolean member, String value) {

        String of(String text) {
            int from = text.indexOf(member ? ",\"" : ":", (int) (text.length() * place));
            if (from < 0) {
                return text + value;
            }
            int to = from + 1;
            while (to < text.length() && ",}]".indexOf(text.charAt(to)) < 0) {
                to++;
            }
            return text.substring(0, member ? from : from + 1) + value + text.substring(to);
        }
    }

    private static Arbitrary<List<Edit>> edits() {
        return Combinators.combine(
                        Arbitraries.doubles().between(0, 1), Arbitraries.of(true, false), Arbitraries.of(VALUES))
                .as(Edit::new)
                .list()
                .ofMaxSize(3);
    }
}
