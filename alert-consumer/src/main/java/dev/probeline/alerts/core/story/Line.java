package dev.probeline.alerts.core.story;

import dev.probeline.runtime.config.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One line of a story: {@code 25s crash down=10s}.
 *
 * @param words those without {@code =}
 * @param settings those with it
 */
record Line(Duration at, List<String> words, Map<String, String> settings) {
    Line {
        words = List.copyOf(words);
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }

    /** @throws IllegalArgumentException if the line does not begin with a time */
    static Line parse(String text) {
        List<String> words = new ArrayList<>();
        Map<String, String> settings = new LinkedHashMap<>();
        String[] parts = text.strip().split("\\s+", -1);
        Duration at = Durations.parse(parts[0]);
        for (int i = 1; i < parts.length; i++) {
            int sign = parts[i].indexOf('=');
            if (sign < 0) {
                words.add(parts[i]);
            } else {
                settings.put(parts[i].substring(0, sign), parts[i].substring(sign + 1));
            }
        }
        return new Line(at, words, settings);
    }

    /** @throws IllegalArgumentException naming a setting that is none of these */
    void allowOnly(Set<String> known) {
        for (String name : settings.keySet()) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException(name + "= (expected: "
                        + (known.isEmpty() ? "nothing more" : String.join("=, ", known) + "=") + ")");
            }
        }
    }

    Duration duration(String name, Duration otherwise) {
        String text = settings.get(name);
        return text == null ? otherwise : Durations.parse(text);
    }
}
