package dev.probeline.dashboard.core;

import dev.probeline.schemas.SeriesKey;
import java.util.List;
import java.util.Optional;

/**
 * A series as it stands now.
 *
 * @param alerts ids of the open ones that touch it
 * @param windows the newest of each size, shortest first
 * @param telling the one of them whose percentiles mean most
 * @param charted the one of them that charts are made of
 * @param spark empty where only the news are asked for
 */
public record Current(
        SeriesKey key,
        String name,
        Standing standing,
        List<String> alerts,
        List<Window> windows,
        Optional<Window> telling,
        Optional<Window> charted,
        Optional<History> spark) {

    static Current of(Series series, List<Alert> touching, long now, boolean withSpark) {
        return new Current(
                series.key,
                series.name,
                Standing.of(series, touching, now),
                touching.stream().map(alert -> alert.event().getAlertId()).toList(),
                series.windows(),
                series.telling(),
                series.charted(),
                withSpark ? Optional.of(series.spark(now)) : Optional.empty());
    }
}
