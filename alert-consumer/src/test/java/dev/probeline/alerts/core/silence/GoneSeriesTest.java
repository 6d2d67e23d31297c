package dev.probeline.alerts.core.silence;

import static dev.probeline.alerts.Windows.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.alerts.Windows;
import dev.probeline.alerts.config.RuleBook;
import dev.probeline.alerts.core.state.HeapStates;
import dev.probeline.runtime.config.InvalidConfigException;
import dev.probeline.schemas.SeriesKey;
import dev.probeline.schemas.events.AlertEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is taken out of service is missed for a day and no longer; who is only unheard of is missed until heard again. */
class GoneSeriesTest {
    private static final List<SeriesKey> SERIES = List.of(
            series("gpt-4o", "eu-west"),
            series("gpt-4o", "us-east"),
            series("claude", "eu-west"),
            series("claude", "us-east"));
    private static final Duration EXPIRY = Duration.ofHours(24);

    private final Map<String, Pulse> listeners = new HashMap<>();
    /** And when each was. */
    private final Map<SeriesKey, Instant> removed = new HashMap<>();

    private final List<String> told = new ArrayList<>();
    private SilenceWatch watch;
    private Instant now = START;
    private boolean pipeline = true;

    @BeforeEach
    void begin() throws InvalidConfigException {
        watch = new SilenceWatch(RuleBook.defaults(), new HeapStates(), EXPIRY);
        pass(Duration.ofMinutes(10));
    }

    @Test
    void aModelThatIsRemovedIsSilentForADayAndNeverAPipelineThatLags() {
        remove("claude");
        pass(Duration.ofHours(27));

        assertThat(told)
                .containsExactly(
                        "pending AllRegionsSilent claude condition_met",
                        "firing AllRegionsSilent claude for_elapsed",
                        "resolved AllRegionsSilent claude series_gone");
        assertThat(watch.newest(SERIES.get(2).toString())).isNull();
    }

    @Test
    void whatIsSilentBesideAModelThatWasRemovedIsToldAsEver() {
        remove("claude");
        pass(Duration.ofHours(25));
        told.clear();
        removed.put(SERIES.get(0), now);
        pass(Duration.ofMinutes(10));

        assertThat(told).contains("firing RegionSilent gpt-4o for_elapsed");
    }

    @Test
    void aPipelineThatIsDeadForDaysStaysTold() {
        pipeline = false;
        pass(Duration.ofHours(27));

        assertThat(told).hasSize(2).allMatch(event -> event.contains("PipelineSilent"));
    }

    @Test
    void aModelThatComesBackIsWatchedAgain() {
        remove("claude");
        pass(Duration.ofHours(25));
        told.clear();
        removed.clear();
        pass(Duration.ofMinutes(5));
        remove("claude");
        pass(Duration.ofMinutes(10));

        assertThat(told)
                .containsExactly(
                        "pending AllRegionsSilent claude condition_met", "firing AllRegionsSilent claude for_elapsed");
    }

    private void remove(String model) {
        SERIES.stream().filter(series -> series.model().equals(model)).forEach(series -> removed.put(series, now));
    }

    /** A tick each ten seconds; the aggregator speaks of a removed series until it expires. */
    private void pass(Duration time) {
        for (Instant end = now.plus(time); now.isBefore(end); ) {
            now = now.plusSeconds(10);
            if (pipeline) {
                SERIES.forEach(this::publish);
            }
            if (now.getEpochSecond() % 600 == 0) {
                watch.forgetGone();
            }
            for (AlertEvent event : watch.tick(now)) {
                SeriesKey series = SeriesKey.parse(event.getSeries());
                told.add(event.getState() + " " + event.getRule() + " " + series.model() + " " + event.getReason());
            }
        }
    }

    private void publish(SeriesKey series) {
        Instant tried = removed.getOrDefault(series, now);
        if (now.isAfter(tried.plus(EXPIRY))) {
            return;
        }
        int attempts = removed.containsKey(series) ? 0 : 6;
        Pulse pulse = Pulse.of(series, Windows.of(attempts, 0, now, 0).build(), listeners.get(series.toString()));
        listeners.put(series.toString(), pulse);
        watch.hear(pulse);
    }

    private static SeriesKey series(String model, String region) {
        return new SeriesKey("openai", model, "chat/completions", region, "chat", "main");
    }
}
