package dev.probeline.simulator.core;

import dev.probeline.runtime.config.Secret;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Knows the API keys by alias. Without any configured, every key is as good as another and is called "any". */
final class KeyRing {

    static final String ANY = "any";

    private final Map<String, String> aliases = new HashMap<>();

    KeyRing(Map<String, Secret> keys) {
        keys.forEach((alias, key) -> aliases.put(key.reveal(), alias));
    }

    Optional<String> alias(Optional<String> shown) {
        return shown.flatMap(key -> Optional.ofNullable(aliases.isEmpty() ? ANY : aliases.get(key)));
    }

    /** As the API echoes a wrong key: the first eight characters and the last four, if it is long enough to hide some. */
    static String masked(String key) {
        int length = key.length();
        return length <= 12
                ? "*".repeat(length)
                : key.substring(0, 8) + "*".repeat(Math.min(length - 12, 40)) + key.substring(length - 4);
    }
}
