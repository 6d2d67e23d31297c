package dev.probeline.alerts.core.rule;

import dev.probeline.schemas.SeriesKey;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** The six labels of a series under the names people write in rules. */
public enum Label {
    PROVIDER(SeriesKey::provider),
    MODEL(SeriesKey::model),
    ENDPOINT(SeriesKey::endpoint),
    REGION(SeriesKey::region),
    TARGET(SeriesKey::target),
    API_KEY_ALIAS(SeriesKey::apiKeyAlias);

    private final Function<SeriesKey, String> reader;

    Label(Function<SeriesKey, String> reader) {
        this.reader = reader;
    }

    public String of(SeriesKey series) {
        return reader.apply(series);
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

    static Map<Label, String> all(SeriesKey series) {
        Map<Label, String> labels = new EnumMap<>(Label.class);
        for (Label label : values()) {
            labels.put(label, label.of(series));
        }
        return labels;
    }

    /** The series' labels by their text names, sorted. */
    public static Map<String, String> texts(SeriesKey series) {
        Map<String, String> labels = new TreeMap<>();
        all(series).forEach((label, value) -> labels.put(label.text(), value));
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
