package dev.probeline.producer.config;

import java.util.List;
import java.util.ServiceLoader;

/** The presets there are, found on the class path. */
final class Presets {
    private static final List<Preset> ALL = ServiceLoader.load(Preset.class, Presets.class.getClassLoader()).stream()
            .map(ServiceLoader.Provider::get)
            .toList();

    private Presets() {}

    /** That of a provider without one is OpenAI's way, at an address the target gives. */
    static Preset of(String provider) {
        return ALL.stream()
                .filter(preset -> preset.provider().equals(provider))
                .findFirst()
                .orElse(() -> provider);
    }
}
