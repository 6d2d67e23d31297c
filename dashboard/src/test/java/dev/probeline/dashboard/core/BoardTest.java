package dev.probeline.dashboard.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.probeline.dashboard.page.Script;
import dev.probeline.schemas.events.AlertState;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the board makes of metrics; time is scripted. */
class BoardTest {
    private static final String KEY = Windows.SERIES.toString();
    private static final Instant START = Windows.START;
    private static final long NOW = START.toEpochMilli();

    private final Board board = new Board(2, 10, 10, 60_000);

    @Test
    void theHighestRevisionOfAWindowHoldsInWhateverOrderTheyCome() {
        take(3, 0, 2);
        take(9, 0, 0);
        take(5, 0, 1);

        assertThat(failures(0)).containsExactly(3);
    }

    @Test
    void aWindowThatNobodyWroteIsNullAndASilentOneIsNot() {
        take(1, 0, 0);
        board.take(KEY, Window.of(Windows.silent(START.plusSeconds(120))), NOW + 120_000);

        History history = board.history(KEY, false, NOW, NOW + 120_000).orElseThrow();

        assertThat(history.values().get(Column.ATTEMPTS)).containsExactly(10, Float.NaN, 0);
        assertThat(history.values().get(Column.LATENCY_P95)[2]).isNaN();
    }

    @Test
    void aSeriesThatFallsSilentIsToldOnceEachTime() {
        take(0, 0, 0);
        assertThat(board.news(NOW).series()).hasSize(1);
        assertThat(board.news(NOW + 180_000).series()).isEmpty();

        assertThat(board.news(NOW + 180_001).series()).hasSize(1);
        assertThat(board.news(NOW + 200_000).series()).isEmpty();

        take(0, 240, 0);
        assertThat(board.news(NOW + 240_000).series()).hasSize(1);
        assertThat(board.news(NOW + 500_000).series()).hasSize(1);
    }

    @Test
    void aDayLaterTheOldestMinuteHasMadeRoom() {
        take(1, 0, 0);
        take(2, 86_400, 0);

        History history = board.history(KEY, false, 0, Long.MAX_VALUE / 2).orElseThrow();

        assertThat(history.count()).isEqualTo(1440);
        assertThat(history.firstEnd()).isEqualTo(NOW + 60_000);
        assertThat(history.values().get(Column.FAILURES)[1439]).isEqualTo(2);
    }

    @Test
    void oneThatComesLateDoesNotPushANewerOneAway() {
        take(2, 86_400, 0);
        take(1, 0, 0);

        assertThat(board.history(KEY, false, 0, Long.MAX_VALUE / 2)
                        .orElseThrow()
                        .values()
                        .get(Column.FAILURES)[1439])
                .isEqualTo(2);
    }

    @Test
    void sinceIsTheEndOfTheLastWindowThatWasOtherwise() {
        take(0, 0, 0);
        take(8, 10, 0);
        take(8, 20, 0);

        Standing standing = board.current(NOW + 20_000).get(0).standing();

        assertThat(standing).isEqualTo(new Standing(Standing.State.ERROR, Standing.Reason.MOST_ATTEMPTS_FAIL, NOW));
    }

    @Test
    void aSeriesOfWhichNothingComesFallsSilent() {
        take(0, 0, 0);

        assertThat(board.current(NOW + 180_001).get(0).standing())
                .isEqualTo(new Standing(Standing.State.SILENT, Standing.Reason.NO_RECORD, NOW));
    }

    @Test
    void seriesBeyondTheLimitAreRefusedAndCounted() {
        take(KEY, 0);
        take("a|b|c|d|e|f", 0);
        take("a|b|c|d|e|g", 0);

        assertThat(board.current(NOW)).hasSize(2);
        assertThat(board.totals(NOW).refused()).isEqualTo(1);
    }

    @Test
    void newsAreToldOnce() {
        take(0, 0, 0);

        assertThat(board.news(NOW).series()).extracting(Current::name).containsExactly(KEY);
        assertThat(board.news(NOW).series()).isEmpty();
    }

    @Test
    void ofWhatTurnsOftenOnlyTheNewestIsToldAndNothingElseIsLost() {
        for (int i = 0; i < 300; i++) {
            tell("often", i % 2 == 0 ? AlertState.pending : AlertState.firing, i);
        }
        tell("once", AlertState.firing, 1);

        assertThat(board.news(NOW).alerts())
                .extracting(alert -> alert.event().getAlertId(), Alert::state)
                .containsExactly(tuple("often", AlertState.firing), tuple("once", AlertState.firing));
    }

    @Test
    void failuresAreToldTheNewestFirst() {
        for (int second = 0; second < 3; second++) {
            board.take(KEY, Script.attempt("gpt-4o", "eu-west", START.plusSeconds(second), "no"), NOW);
        }

        assertThat(board.news(NOW).failures())
                .extracting(Failure::completedAt)
                .containsExactly(NOW + 2000, NOW + 1000, NOW);
    }

    @Test
    void aRuleWithoutDataIsSilenceAndNotAboutToFire() {
        take(0, 0, 0);
        tell("a", AlertState.no_data, 0);

        assertThat(board.current(NOW).get(0).standing())
                .isEqualTo(new Standing(Standing.State.SILENT, Standing.Reason.ALERT_NO_DATA, NOW));
    }

    @Test
    void aSeriesTakesWhatTheConfigurationSays() {
        assertThat(Series.BYTES).isBetween(150_000, 160_000);
    }

    @Test
    void whatIsNotKnownHasNoHistory() {
        assertThat(board.history("a|b|c|d|e|f", false, 0, NOW)).isEqualTo(Optional.empty());
    }

    private void take(int failures, int seconds, int revision) {
        Instant end = START.plusSeconds(seconds);
        board.take(KEY, Window.of(Windows.failing(failures, end, revision)), end.toEpochMilli());
    }

    private void take(String key, int failures) {
        board.take(key, Window.of(Windows.failing(failures, START)), NOW);
    }

    private void tell(String id, AlertState state, int seconds) {
        board.take(
                Script.failingAlert("gpt-4o", "eu-west", state, START)
                        .setAlertId(id)
                        .setAt(START.plusSeconds(seconds))
                        .build(),
                NOW);
    }

    private float[] failures(int seconds) {
        long end = NOW + seconds * 1000L;
        return board.history(KEY, false, end, end).orElseThrow().values().get(Column.FAILURES);
    }
}
