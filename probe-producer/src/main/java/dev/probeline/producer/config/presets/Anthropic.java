package dev.probeline.producer.config.presets;

import com.google.auto.service.AutoService;
import dev.probeline.producer.config.Endpoint;
import dev.probeline.producer.config.Preset;
import java.net.URI;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Anthropic's own API: Messages, signed in by {@code x-api-key}, its version in a header. */
@AutoService(Preset.class)
public final class Anthropic implements Preset {
    private static final String VERSION = "2023-06-01";

    @Override
    public String provider() {
        return "anthropic";
    }

    @Override
    public URI baseUrl() {
        return URI.create("https://api.anthropic.com/v1");
    }

    @Override
    public Set<Endpoint> endpoints() {
        return EnumSet.of(Endpoint.MESSAGES, Endpoint.MODELS);
    }

    @Override
    public Endpoint usualEndpoint() {
        return Endpoint.MESSAGES;
    }

    @Override
    public Map<String, String> signIn(String key) {
        return Map.of("x-api-key", key);
    }

    @Override
    public Map<String, String> headers(Optional<String> apiVersion) {
        return Map.of("anthropic-version", apiVersion.orElse(VERSION));
    }
}
