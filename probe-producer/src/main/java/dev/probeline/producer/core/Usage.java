package dev.probeline.producer.core;

/**
 * Billed tokens as the API reports them; null where it does not, never guessed.
 *
 * @param promptTokens with those of the cache
 * @param cachedTokens of the prompt, read from the cache
 * @param cacheWriteTokens of the prompt, written to the cache
 * @param completionTokens with those of reasoning
 */
public record Usage(
        Long promptTokens, Long cachedTokens, Long cacheWriteTokens, Long completionTokens, Long reasoningTokens) {

    public static final Usage UNKNOWN = new Usage(null, null, null, null, null);

    /** This report, completed by an earlier one. */
    public Usage or(Usage earlier) {
        return new Usage(
                promptTokens == null ? earlier.promptTokens : promptTokens,
                cachedTokens == null ? earlier.cachedTokens : cachedTokens,
                cacheWriteTokens == null ? earlier.cacheWriteTokens : cacheWriteTokens,
                completionTokens == null ? earlier.completionTokens : completionTokens,
                reasoningTokens == null ? earlier.reasoningTokens : reasoningTokens);
    }

    /** Output tokens that reached the user: those of hidden reasoning came before the first one. Null where unknown. */
    Long visibleTokens() {
        if (completionTokens == null || reasoningTokens == null) {
            return completionTokens;
        }
        return Math.max(0, completionTokens - reasoningTokens);
    }
}
