package dev.probeline.producer.core;

import com.fasterxml.jackson.databind.JsonNode;

/** Billed tokens as the API reports them; null where it does not, never guessed. */
public record Usage(Long promptTokens, Long cachedTokens, Long completionTokens, Long reasoningTokens) {

    public static final Usage UNKNOWN = new Usage(null, null, null, null);

    /** @param usage the {@code usage} object of a chat completion or of embeddings */
    static Usage of(JsonNode usage) {
        return new Usage(
                Json.wholeNumber(usage, "prompt_tokens"),
                Json.wholeNumber(usage.path("prompt_tokens_details"), "cached_tokens"),
                Json.wholeNumber(usage, "completion_tokens"),
                Json.wholeNumber(usage.path("completion_tokens_details"), "reasoning_tokens"));
    }

    /** Output tokens that reached the user: those of hidden reasoning came before the first one. Null where unknown. */
    Long visibleTokens() {
        if (completionTokens == null || reasoningTokens == null) {
            return completionTokens;
        }
        return Math.max(0, completionTokens - reasoningTokens);
    }
}
