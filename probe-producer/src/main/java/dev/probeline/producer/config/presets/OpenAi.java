package dev.probeline.producer.config.presets;

import com.google.auto.service.AutoService;
import dev.probeline.producer.config.Endpoint;
import dev.probeline.producer.config.Preset;
import java.net.URI;
import java.util.EnumSet;
import java.util.Set;

/** OpenAI itself. */
@AutoService(Preset.class)
public final class OpenAi implements Preset {

    @Override
    public String provider() {
        return "openai";
    }

    @Override
    public Set<Endpoint> endpoints() {
        return EnumSet.complementOf(EnumSet.of(Endpoint.MESSAGES));
    }

    @Override
    public URI baseUrl() {
        return URI.create("https://api.openai.com/v1");
    }

    @Override
    public boolean knowsObfuscation() {
        return true;
    }
}
