package dev.probeline.simulator.core;

import java.util.Optional;

/**
 * The headers a caller signs in with, as they came.
 *
 * @param authorization OpenAI's, and what all others take too
 * @param apiKey Azure's {@code api-key}
 * @param xApiKey Anthropic's {@code x-api-key}
 * @param anthropicVersion without which Anthropic answers nobody
 */
public record Signature(
        Optional<String> authorization,
        Optional<String> apiKey,
        Optional<String> xApiKey,
        Optional<String> anthropicVersion) {

    private static final String BEARER = "Bearer ";

    /** The key as this API looks for it; Anthropic's cards of models stand where OpenAI's do. */
    Optional<String> key(Api api) {
        Optional<String> bearer = authorization
                .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(value -> value.substring(BEARER.length()).trim())
                .filter(key -> !key.isEmpty());
        return bearer.or(() -> api == Api.AZURE ? apiKey : xApiKey);
    }
}
