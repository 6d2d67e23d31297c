package dev.probeline.dashboard.core;

import dev.probeline.schemas.SeriesKey;
import java.util.List;

/** Which series are part of a roll-up. */
final class Scope {
    private Scope() {}

    static boolean isRollUp(SeriesKey key) {
        return labels(key).contains(SeriesKey.ALL);
    }

    static boolean covers(SeriesKey rollUp, SeriesKey series) {
        List<String> wide = labels(rollUp);
        List<String> narrow = labels(series);
        for (int i = 0; i < wide.size(); i++) {
            if (!wide.get(i).equals(SeriesKey.ALL) && !wide.get(i).equals(narrow.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static List<String> labels(SeriesKey key) {
        return List.of(key.provider(), key.model(), key.endpoint(), key.region(), key.target(), key.apiKeyAlias());
    }
}
