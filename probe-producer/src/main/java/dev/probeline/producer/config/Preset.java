package dev.probeline.producer.config;

import java.net.URI;
import java.util.Map;

/**
 * What is known of a provider beforehand. One that is not listed speaks OpenAI's protocol at the target's
 * {@code base_url}.
 *
 * @param baseUrl null where the target has to say
 * @param knowsObfuscation whether {@code stream_options.include_obfuscation} may be sent; strict servers refuse it
 */
public record Preset(URI baseUrl, boolean knowsObfuscation) {

    private static final Preset COMPATIBLE = new Preset(null, false);
    private static final Map<String, Preset> BY_PROVIDER =
            Map.of("openai", new Preset(URI.create("https://api.openai.com/v1"), true));

    static Preset of(String provider) {
        return BY_PROVIDER.getOrDefault(provider, COMPATIBLE);
    }
}
