package dev.probeline.producer.core.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.probeline.producer.config.Target;
import dev.probeline.producer.core.ApiError;
import dev.probeline.producer.core.Classification;
import dev.probeline.producer.core.ErrorType;
import dev.probeline.producer.core.Failure;
import dev.probeline.producer.core.Json;
import dev.probeline.producer.core.Labels;
import dev.probeline.producer.core.Usage;

/**
 * Responses. A stream is typed events that end in {@code response.completed}, {@code .incomplete} or {@code .failed},
 * each with the whole response in it; there is no {@code [DONE]}. Every {@code .delta} is content but those of
 * reasoning.
 */
final class ResponsesWire implements Wire {

    @Override
    public ObjectNode request(Target target, String input) {
        ObjectNode body = Json.object()
                .put("model", target.model())
                .put("input", input)
                .put("max_output_tokens", target.maxCompletionTokens())
                .put("store", false)
                .put("stream", target.streams());
        if (target.streams() && target.preset().knowsObfuscation()) {
            body.putObject("stream_options").put("include_obfuscation", false);
        }
        return body;
    }

    @Override
    public String lastWord() {
        return "response.completed";
    }

    @Override
    public void event(JsonNode event, Transcript transcript) {
        String type = String.valueOf(Json.text(event, "type"));
        switch (type) {
            case "response.completed", "response.incomplete", "response.failed" ->
                close(event.path("response"), transcript);
            case "response.created" -> {
                // Its tier is the one that was asked for.
                transcript.labels(new Labels(Labels.of(event.path("response")).model(), null, null));
            }
            case "response.output_text.delta" -> transcript.text(Json.text(event, "delta"));
            case "response.output_item.added" -> item(event.path("item"), transcript);
            default -> delta(type, event, transcript);
        }
    }

    @Override
    public void whole(JsonNode answer, Transcript transcript) {
        if (!answer.path("output").isArray()) {
            transcript.fail(Failure.of(ErrorType.INVALID_RESPONSE, "the answer is no response"));
            return;
        }
        for (JsonNode item : answer.path("output")) {
            item(item, transcript);
            for (JsonNode part : item.path("content")) {
                transcript.text(Json.text(part, "text"));
                if (Json.hasText(part, "refusal")) {
                    transcript.content();
                }
            }
        }
        close(answer, transcript);
    }

    private static void delta(String type, JsonNode event, Transcript transcript) {
        if (!type.endsWith(".delta") || !Json.hasText(event, "delta")) {
            return;
        }
        if (type.startsWith("response.reasoning")) {
            transcript.reasoning();
        } else {
            transcript.content();
        }
    }

    private static void item(JsonNode item, Transcript transcript) {
        if (String.valueOf(Json.text(item, "type")).endsWith("_call")) {
            transcript.content();
        }
    }

    private static void close(JsonNode response, Transcript transcript) {
        transcript.labels(Labels.of(response));
        JsonNode reported = response.path("usage");
        if (reported.isObject()) {
            transcript.usage(usage(reported));
        }
        String status = String.valueOf(Json.text(response, "status"));
        String reason = Json.text(response.path("incomplete_details"), "reason");
        switch (status) {
            case "completed", "incomplete" -> {
                transcript.finish(reason == null ? status : reason);
                transcript.done();
            }
            case "failed" -> transcript.fail(failed(response));
            default ->
                transcript.fail(Failure.of(ErrorType.INVALID_RESPONSE, "a response that is neither done nor failed"));
        }
    }

    private static Failure failed(JsonNode response) {
        ApiError error = ApiError.of(response);
        return error == null
                ? Failure.of(ErrorType.STREAM_ERROR, "status failed, without an error")
                : Classification.afterOk(error);
    }

    private static Usage usage(JsonNode usage) {
        return new Usage(
                Json.wholeNumber(usage, "input_tokens"),
                Json.wholeNumber(usage.path("input_tokens_details"), "cached_tokens"),
                Json.wholeNumber(usage.path("input_tokens_details"), "cache_write_tokens"),
                Json.wholeNumber(usage, "output_tokens"),
                Json.wholeNumber(usage.path("output_tokens_details"), "reasoning_tokens"));
    }
}
