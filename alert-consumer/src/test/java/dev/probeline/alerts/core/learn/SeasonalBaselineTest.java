package dev.probeline.alerts.core.learn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.alerts.Windows;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** One value a minute: a latency of a second that doubles towards noon, with noise of 10 %. */
class SeasonalBaselineTest {
    private final SeasonalBaseline detector = new SeasonalBaseline(Duration.ofMinutes(1));
    private final Random random = new Random(7);
    private Memory memory = Memory.NONE;
    private Instant now = Windows.START;

    @Test
    void keepsSilentForItsFirstDay() {
        live(Duration.ofHours(23));

        assertThat(detector.judge(memory, now, 10_000)).isEmpty();
    }

    @Test
    void findsNothingUnusualInAMonthOfSeason() {
        live(Duration.ofDays(1));
        double worst = 0;
        for (int minute = 0; minute < 30 * 24 * 60; minute++) {
            double value = usual();
            worst = Math.max(
                    worst, detector.judge(memory, now, value).orElseThrow().deviations());
            learn(value);
        }

        assertThat(worst).isLessThan(6);
    }

    @Test
    void aStepIsUnusualAtNightThatWouldBeUsualAtNoon() {
        live(Duration.ofDays(5));
        liveUntilHour(0);
        Optional<Surprise> atNight = detector.judge(memory, now, 2000);
        liveUntilHour(12);
        Optional<Surprise> atNoon = detector.judge(memory, now, 2000);

        assertThat(atNight.orElseThrow().deviations()).isGreaterThan(5);
        assertThat(atNight.orElseThrow().expected()).isBetween(900.0, 1100.0);
        assertThat(atNoon.orElseThrow().deviations()).isBetween(-2.0, 2.0);
    }

    @Test
    void anHourOfTroubleIsNotLearnedAsTheNewUsual() {
        live(Duration.ofDays(5));
        for (int minute = 0; minute < 60; minute++) {
            learn(5 * usual());
        }

        assertThat(detector.judge(memory, now, 5 * usual()).orElseThrow().deviations())
                .isGreaterThan(6);
    }

    @Test
    void whatItKnowsFitsIntoAQuarterOfAKilobyteAndComesBackWhole() throws IOException {
        live(Duration.ofDays(3));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        MemoryCodec.write(new DataOutputStream(bytes), memory);

        assertThat(bytes.size()).isLessThan(256);
        assertThat(MemoryCodec.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()))))
                .isEqualTo(memory);
    }

    private void liveUntilHour(int hour) {
        do {
            live(Duration.ofMinutes(1));
        } while (now.atZone(java.time.ZoneOffset.UTC).getHour() != hour);
        live(Duration.ofMinutes(30));
    }

    private void live(Duration time) {
        for (long minutes = time.toMinutes(); minutes > 0; minutes--) {
            learn(usual());
        }
    }

    private void learn(double value) {
        memory = detector.learn(memory, now, value);
        now = now.plusSeconds(60);
    }

    private double usual() {
        double day = Math.floorMod(now.getEpochSecond(), 86_400L) / 86_400.0;
        double season = Math.exp(0.35 * (1 - Math.cos(2 * Math.PI * day)));
        return 1000 * season * Math.exp(0.1 * random.nextGaussian());
    }
}
