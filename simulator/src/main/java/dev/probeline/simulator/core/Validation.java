package dev.probeline.simulator.core;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Refuses what the API refuses, in its words; anything else it lets pass. */
final class Validation {

    private static final Optional<String> NO_CODE = Optional.empty();

    private Validation() {}

    static ApiError notJson() {
        return ApiError.invalid(
                "We could not parse the JSON body of your request. (HINT: This likely means you aren't using your HTTP"
                        + " library correctly. The OpenAI API expects a JSON payload, but what was sent was not valid"
                        + " JSON. If you have trouble figuring out how to fix this, please contact us through our help"
                        + " center at help.openai.com.)",
                Optional.empty(),
                NO_CODE);
    }

    static ApiError noModel() {
        return ApiError.invalid("you must provide a model parameter", Optional.empty(), NO_CODE);
    }

    static Optional<ApiError> check(Endpoint endpoint, Model model, String name, RequestView request) {
        if (endpoint == Endpoint.EMBEDDINGS != (model.kind() == Model.Kind.EMBEDDING)) {
            return Optional.of(ApiError.invalid(
                    "The model `" + name + "` cannot be used with /v1/" + endpoint.path() + ".",
                    Optional.of("model"),
                    NO_CODE));
        }
        boolean talk = endpoint == Endpoint.CHAT || endpoint == Endpoint.MESSAGES;
        String content = talk ? "messages" : "input";
        if (request.body().path(content).isEmpty()
                && !request.body().path(content).isTextual()) {
            return Optional.of(missing(content));
        }
        if (endpoint == Endpoint.MESSAGES && request.maxTokens().isEmpty()) {
            return Optional.of(ApiError.invalid("max_tokens: Field required", Optional.empty(), NO_CODE));
        }
        return tooLong(model, request)
                .or(() -> inputs(endpoint, request))
                .or(() -> budget(endpoint, request))
                .or(() -> reasoning(endpoint, model, request));
    }

    private static ApiError missing(String parameter) {
        return ApiError.invalid(
                "Missing required parameter: '" + parameter + "'.",
                Optional.of(parameter),
                Optional.of("missing_required_parameter"));
    }

    private static Optional<ApiError> tooLong(Model model, RequestView request) {
        int tokens = request.promptTokens();
        return tokens > model.contextTokens()
                ? Optional.of(ErrorReplies.contextTooLong(model.contextTokens(), tokens))
                : Optional.empty();
    }

    private static Optional<ApiError> inputs(Endpoint endpoint, RequestView request) {
        int limit = 2048;
        return endpoint == Endpoint.EMBEDDINGS
                        && EmbeddingsWire.inputs(request.body().path("input")) > limit
                ? Optional.of(ApiError.invalid(
                        "'input' must have at most " + limit + " items.", Optional.of("input"), NO_CODE))
                : Optional.empty();
    }

    private static Optional<ApiError> budget(Endpoint endpoint, RequestView request) {
        int least = endpoint == Endpoint.RESPONSES ? 16 : 1;
        String name = endpoint == Endpoint.RESPONSES ? "max_output_tokens" : "max_completion_tokens";
        return request.maxTokens()
                .filter(tokens -> tokens < least)
                .map(tokens -> ApiError.invalid(
                        "Invalid '" + name + "': integer below minimum value. Expected a value >= " + least
                                + ", but got " + tokens + " instead.",
                        Optional.of(name),
                        Optional.of("integer_below_min_value")));
    }

    /** Reasoning models take neither the old token limit nor a temperature. */
    private static Optional<ApiError> reasoning(Endpoint endpoint, Model model, RequestView request) {
        JsonNode body = request.body();
        if (model.kind() != Model.Kind.REASONING || endpoint == Endpoint.MESSAGES) {
            return Optional.empty();
        }
        if (body.has("max_tokens")) {
            return Optional.of(ApiError.invalid(
                    "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens'"
                            + " instead.",
                    Optional.of("max_tokens"),
                    Optional.of("unsupported_parameter")));
        }
        double temperature = body.path("temperature").asDouble(1);
        return temperature == 1
                ? Optional.empty()
                : Optional.of(ApiError.invalid(
                        "Unsupported value: 'temperature' does not support " + temperature
                                + " with this model. Only the default (1) value is supported.",
                        Optional.of("temperature"),
                        Optional.of("unsupported_value")));
    }
}
