package dev.probeline.producer.core.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.probeline.producer.config.Target;
import dev.probeline.producer.core.ErrorType;
import dev.probeline.producer.core.Failure;
import dev.probeline.producer.core.Json;
import dev.probeline.producer.core.Labels;
import dev.probeline.producer.core.Usage;

/**
 * Anthropic's Messages. A stream is {@code message_start}, blocks of content in deltas, {@code message_delta} with the
 * reason of the stop and the output tokens so far, {@code message_stop}; {@code ping} is no progress.
 */
final class MessagesWire implements Wire {

    @Override
    public ObjectNode request(Target target, String input) {
        ObjectNode body = Json.object().put("model", target.model()).put("max_tokens", target.maxCompletionTokens());
        body.putArray("messages").addObject().put("role", "user").put("content", input);
        return body.put("stream", target.streams());
    }

    @Override
    public String lastWord() {
        return "message_stop";
    }

    @Override
    public void event(JsonNode event, Transcript transcript) {
        switch (String.valueOf(Json.text(event, "type"))) {
            case "message_start" -> origin(event.path("message"), transcript);
            case "content_block_start" -> block(event.path("content_block"), transcript);
            case "content_block_delta" -> delta(event.path("delta"), transcript);
            case "message_delta" -> {
                usage(event.path("usage"), transcript);
                transcript.finish(Json.text(event.path("delta"), "stop_reason"));
            }
            case "message_stop" -> transcript.done();
            default -> {}
        }
    }

    @Override
    public void whole(JsonNode answer, Transcript transcript) {
        if (!answer.path("content").isArray()) {
            transcript.fail(Failure.of(ErrorType.INVALID_RESPONSE, "the answer is no message"));
            return;
        }
        answer.path("content").forEach(block -> block(block, transcript));
        origin(answer, transcript);
        transcript.finish(Json.text(answer, "stop_reason"));
        transcript.done();
    }

    /** Says who answers; no progress in itself. */
    private static void origin(JsonNode message, Transcript transcript) {
        transcript.labels(new Labels(
                Labels.of(message).model(),
                null,
                Labels.of(message.path("usage")).serviceTier()));
        usage(message.path("usage"), transcript);
    }

    private static void block(JsonNode block, Transcript transcript) {
        switch (String.valueOf(Json.text(block, "type"))) {
            case "text" -> transcript.text(Json.text(block, "text"));
            case "tool_use", "server_tool_use" -> transcript.content();
            case "thinking", "redacted_thinking" -> transcript.reasoning();
            default -> {}
        }
    }

    private static void delta(JsonNode delta, Transcript transcript) {
        switch (String.valueOf(Json.text(delta, "type"))) {
            case "text_delta" -> transcript.text(Json.text(delta, "text"));
            case "input_json_delta" -> {
                if (Json.hasText(delta, "partial_json")) {
                    transcript.content();
                }
            }
            case "thinking_delta" -> transcript.reasoning();
            default -> {}
        }
    }

    /** {@code input_tokens} are those beside the cache; what others call the prompt is all of them. */
    private static void usage(JsonNode usage, Transcript transcript) {
        if (!usage.isObject()) {
            return;
        }
        Long fresh = Json.wholeNumber(usage, "input_tokens");
        Long read = Json.wholeNumber(usage, "cache_read_input_tokens");
        Long written = Json.wholeNumber(usage, "cache_creation_input_tokens");
        Long prompt = fresh == null ? null : Long.valueOf(fresh + orZero(read) + orZero(written));
        transcript.usage(new Usage(prompt, read, written, Json.wholeNumber(usage, "output_tokens"), null));
    }

    private static long orZero(Long tokens) {
        return tokens == null ? 0 : tokens;
    }
}
