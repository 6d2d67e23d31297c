package dev.probeline.alerts.core.silence;

import dev.probeline.alerts.core.rule.Reading;
import dev.probeline.schemas.SeriesKey;
import java.time.Duration;
import java.time.Instant;

/**
 * What the watch found of one place.
 *
 * @param place a roll-up key: what it holds is silent
 * @param since when the silence became too long; meaningful where it did
 * @param length how long nothing has come
 */
record Quiet(SeriesKey place, Reading reading, Instant since, Duration length, String why) {}
