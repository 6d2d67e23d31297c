package dev.probeline.producer.config.presets;

import com.google.auto.service.AutoService;
import dev.probeline.producer.config.Endpoint;
import dev.probeline.producer.config.Preset;
import dev.probeline.producer.config.UrlPath;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Azure OpenAI, where a target's {@code model} is the name of its deployment. Below the resource's address
 * ({@code https://name.openai.azure.com}) the deployment stands in the path and a dated version in the query; below
 * {@code …/openai/v1} all is as with OpenAI.
 */
@AutoService(Preset.class)
public final class AzureOpenAi implements Preset {
    /** The latest dated version that is generally available; what came after it is in v1. */
    private static final String VERSION = "2024-10-21";

    /** The first one that has responses. */
    private static final String RESPONSES_VERSION = "2025-03-01-preview";

    @Override
    public String provider() {
        return "azure-openai";
    }

    @Override
    public String label() {
        return "azure.ai.openai";
    }

    @Override
    public Set<Endpoint> endpoints() {
        return EnumSet.complementOf(EnumSet.of(Endpoint.MESSAGES));
    }

    @Override
    public URI address(URI base, Endpoint endpoint, String model, Optional<String> apiVersion) {
        if (base.getPath().endsWith("/openai/v1")) {
            return Preset.super.address(base, endpoint, model, apiVersion);
        }
        String name = UrlPath.of(model);
        String path = switch (endpoint) {
            case MODELS -> "models/" + name;
            case RESPONSES -> "responses";
            default -> "deployments/" + name + "/" + endpoint.path();
        };
        String version = apiVersion.orElse(endpoint == Endpoint.RESPONSES ? RESPONSES_VERSION : VERSION);
        String query = "api-version=" + URLEncoder.encode(version, StandardCharsets.UTF_8);
        return URI.create(base + "/openai/" + path + "?" + query);
    }

    @Override
    public Map<String, String> signIn(String key) {
        return Map.of("api-key", key);
    }
}
