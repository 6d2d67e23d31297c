package dev.probeline.aggregator.core;

import dev.probeline.schemas.SeriesKey;

/** A label of a series, as a roll-up names it. */
public enum Label {
    PROVIDER,
    MODEL,
    ENDPOINT,
    REGION,
    TARGET,
    API_KEY_ALIAS;

    String of(SeriesKey key) {
        return switch (this) {
            case PROVIDER -> key.provider();
            case MODEL -> key.model();
            case ENDPOINT -> key.endpoint();
            case REGION -> key.region();
            case TARGET -> key.target();
            case API_KEY_ALIAS -> key.apiKeyAlias();
        };
    }
}
