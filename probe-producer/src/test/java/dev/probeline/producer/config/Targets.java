package dev.probeline.producer.config;

import dev.probeline.runtime.config.ConfigFile;
import dev.probeline.runtime.config.InvalidConfigException;

/** Targets for tests, out of a few settings. */
public final class Targets {
    private Targets() {}

    /** @param settings as YAML flow, such as {@code endpoint: responses, stream: false}; may be empty */
    public static Target target(String settings) {
        try {
            return parse(settings);
        } catch (InvalidConfigException e) {
            throw new AssertionError(e);
        }
    }

    static Target parse(String settings) throws InvalidConfigException {
        String yaml = "{name: a, model: m" + (settings.isEmpty() ? "" : ", " + settings) + "}";
        return ConfigFile.parse(yaml, "test", Target.class, name -> null);
    }
}
