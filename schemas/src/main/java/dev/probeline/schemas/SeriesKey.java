package dev.probeline.schemas;

import java.util.ArrayList;
import java.util.List;

/**
 * The labels that make a series, and their one text form: the Kafka key of results and metrics.
 *
 * <p>The text is the six labels joined by {@code |}, coarse to fine, with {@code |}, {@code %}, {@code *} and control
 * characters percent-encoded byte by byte in UTF-8. Equal labels give equal text and the text gives the labels back. A
 * roll-up over a label holds {@link #ALL} in its place, which no label can spell: a label that is {@code *} and nothing
 * else <em>is</em> the roll-up, so a configuration must not take it for a name.
 */
public record SeriesKey(
        String provider, String model, String endpoint, String region, String target, String apiKeyAlias) {

    /** Stands in a roll-up for "all values of this label". */
    public static final String ALL = "*";

    private static final int LABELS = 6;
    private static final char SEPARATOR = '|';

    public SeriesKey {
        Escape.requireEncodable("provider", provider);
        Escape.requireEncodable("model", model);
        Escape.requireEncodable("endpoint", endpoint);
        Escape.requireEncodable("region", region);
        Escape.requireEncodable("target", target);
        Escape.requireEncodable("api_key_alias", apiKeyAlias);
    }

    /** @throws IllegalArgumentException if the text was not made by {@link #toString} */
    public static SeriesKey parse(String text) {
        List<String> labels = new ArrayList<>(LABELS);
        int from = 0;
        for (int bar; (bar = text.indexOf(SEPARATOR, from)) >= 0; from = bar + 1) {
            labels.add(Escape.decode(text.substring(from, bar)));
        }
        labels.add(Escape.decode(text.substring(from)));
        if (labels.size() != LABELS) {
            throw new IllegalArgumentException(
                    "series key: " + text + " (expected: six labels joined by '|', found " + labels.size() + ")");
        }
        SeriesKey key =
                new SeriesKey(labels.get(0), labels.get(1), labels.get(2), labels.get(3), labels.get(4), labels.get(5));
        if (!key.toString().equals(text)) {
            throw new IllegalArgumentException("series key: " + text + " (expected: the canonical form " + key + ")");
        }
        return key;
    }

    /**
     * The part of a key's text that decides its partition: provider, model and endpoint, so that all regions, targets
     * and keys of one model meet in one partition.
     *
     * @param text a key's text; text that is no series key is returned whole
     */
    public static String partitionLabels(String text) {
        int end = -1;
        for (int label = 0; label < 3; label++) {
            end = text.indexOf(SEPARATOR, end + 1);
            if (end < 0) {
                return text;
            }
        }
        return text.substring(0, end);
    }

    @Override
    public String toString() {
        return String.join(
                "|",
                Escape.encode(provider),
                Escape.encode(model),
                Escape.encode(endpoint),
                Escape.encode(region),
                Escape.encode(target),
                Escape.encode(apiKeyAlias));
    }
}
