package dev.probeline.producer.config;

import java.net.URI;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of a provider beforehand: data, and the few things it does in a way of its own. The next provider is
 * one file: a class with a constructor without arguments, marked {@code @AutoService(Preset.class)}, in the package
 * {@code presets} or in any jar on the class path. What it does not override is OpenAI's way. A provider without a
 * preset speaks OpenAI's protocol at the target's {@code base_url}.
 */
public interface Preset {

    /** The {@code provider} of its targets. */
    String provider();

    /** The same in events and metrics, in OpenTelemetry's words ({@code gen_ai.provider.name}). */
    default String label() {
        return provider();
    }

    /** Null where the target has to say. */
    default URI baseUrl() {
        return null;
    }

    /** What it has of the endpoints we know. */
    default Set<Endpoint> endpoints() {
        return EnumSet.allOf(Endpoint.class);
    }

    /** The endpoint of a target that does not name one. */
    default Endpoint usualEndpoint() {
        return Endpoint.CHAT_COMPLETIONS;
    }

    /**
     * The whole address of a call.
     *
     * @param base without a slash at its end
     * @param model not yet fit for a URL
     */
    default URI address(URI base, Endpoint endpoint, String model, Optional<String> apiVersion) {
        String path = endpoint == Endpoint.MODELS ? "models/" + UrlPath.of(model) : endpoint.path();
        return URI.create(base + "/" + path);
    }

    /** The headers that show the key. */
    default Map<String, String> signIn(String key) {
        return Map.of("Authorization", "Bearer " + key);
    }

    /** Headers of every call. */
    default Map<String, String> headers(Optional<String> apiVersion) {
        return Map.of();
    }

    /** Whether {@code stream_options.include_obfuscation} may be sent; strict servers refuse it. */
    default boolean knowsObfuscation() {
        return false;
    }
}
