package dev.probeline.alerts.core.rule;

import dev.probeline.schemas.SeriesKey;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The six labels of a series under the names people write in rules. */
public enum Label {
    PROVIDER,
    MODEL,
    ENDPOINT,
    REGION,
    TARGET,
    API_KEY_ALIAS;

    public String of(SeriesKey series) {
        return switch (this) {
            case PROVIDER -> series.provider();
            case MODEL -> series.model();
            case ENDPOINT -> series.endpoint();
            case REGION -> series.region();
            case TARGET -> series.target();
            case API_KEY_ALIAS -> series.apiKeyAlias();
        };
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Label> named(String text) {
        for (Label label : values()) {
            if (label.text().equals(text)) {
                return Optional.of(label);
            }
        }
        return Optional.empty();
    }

    /** The series' labels by their text names, sorted. */
    public static Map<String, String> texts(SeriesKey series) {
        Map<String, String> labels = new TreeMap<>();
        for (Label label : values()) {
            labels.put(label.text(), label.of(series));
        }
        return labels;
    }

    /** For messages: all names in order. */
    public static String names() {
        StringBuilder names = new StringBuilder();
        for (Label label : values()) {
            names.append(names.isEmpty() ? "" : ", ").append(label.text());
        }
        return names.toString();
    }
}
