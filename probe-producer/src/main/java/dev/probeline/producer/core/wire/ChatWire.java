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
 * Chat completions. A stream is chunks with a {@code delta} each, one with {@code finish_reason}, one with
 * {@code usage} and no choices, then {@code [DONE]}; Azure begins it with a chunk that has no choices. Content is text,
 * tool calls or a refusal; role chunks and empty chunks are not, and count as no progress.
 */
final class ChatWire implements Wire {

    @Override
    public ObjectNode request(Target target, String input) {
        ObjectNode body = Json.object().put("model", target.model());
        body.putArray("messages").addObject().put("role", "user").put("content", input);
        body.put("max_completion_tokens", target.maxCompletionTokens()).put("stream", target.streams());
        if (target.streams()) {
            ObjectNode options = body.putObject("stream_options").put("include_usage", true);
            if (target.preset().knowsObfuscation()) {
                options.put("include_obfuscation", false);
            }
        }
        return body;
    }

    @Override
    public void word(String data, Transcript transcript) {
        if (data.equals(lastWord())) {
            transcript.done();
        }
    }

    @Override
    public String lastWord() {
        return "[DONE]";
    }

    @Override
    public void event(JsonNode chunk, Transcript transcript) {
        read(chunk, "delta", transcript);
    }

    @Override
    public void whole(JsonNode answer, Transcript transcript) {
        if (!answer.path("choices").isArray()) {
            transcript.fail(Failure.of(ErrorType.INVALID_RESPONSE, "the answer is no chat completion"));
            return;
        }
        read(answer, "message", transcript);
        transcript.done();
    }

    private static void read(JsonNode part, String words, Transcript transcript) {
        transcript.labels(Labels.of(part));
        JsonNode reported = part.path("usage");
        if (reported.isObject()) {
            transcript.usage(usage(reported)); // some send it with every chunk: the last one counts
        }
        for (JsonNode choice : part.path("choices")) {
            words(choice.path(words), transcript);
            String reason = Json.text(choice, "finish_reason");
            transcript.finish(reason);
            if ("error".equals(reason)) {
                transcript.fail(Failure.of(ErrorType.STREAM_ERROR, "finish_reason error"));
            }
        }
    }

    private static void words(JsonNode words, Transcript transcript) {
        if (Json.hasText(words, "reasoning_content") || Json.hasText(words, "reasoning")) {
            transcript.reasoning();
        }
        JsonNode content = words.path("content");
        if (content.isArray()) { // Mistral's reasoning models
            content.forEach(part -> part(part, transcript));
        } else {
            transcript.text(content.textValue());
        }
        boolean called = !words.path("tool_calls").isEmpty()
                || words.path("function_call").isObject();
        if (called || Json.hasText(words, "refusal")) {
            transcript.content();
        }
    }

    private static void part(JsonNode part, Transcript transcript) {
        if (part.has("thinking")) {
            transcript.reasoning();
        } else {
            transcript.text(Json.text(part, "text"));
        }
    }

    static Usage usage(JsonNode usage) {
        JsonNode prompt = usage.path("prompt_tokens_details");
        return new Usage(
                Json.wholeNumber(usage, "prompt_tokens"),
                Json.wholeNumber(prompt, "cached_tokens"),
                Json.wholeNumber(prompt, "cache_write_tokens"),
                Json.wholeNumber(usage, "completion_tokens"),
                Json.wholeNumber(usage.path("completion_tokens_details"), "reasoning_tokens"));
    }
}
