package dev.probeline.alerts.core.rule;

import static dev.probeline.alerts.Windows.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.alerts.Windows;
import dev.probeline.alerts.core.learn.Memory;
import dev.probeline.alerts.core.learn.MemoryCodec;
import dev.probeline.schemas.events.ProbeMetrics;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Ten probes a minute, objective 99 %: a burn of 14.4 is 14.4 % of them failing. */
class BurnRateTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final BurnRate page = new BurnRate("slo", MINUTE, 0.99, BurnRate.PAGE.subList(0, 1), 100, 3);
    private final BurnRate ticket = new BurnRate("slo", MINUTE, 0.99, BurnRate.TICKET, 100, 3);
    private Memory memory = Memory.NONE;
    private Instant end = START;

    @Test
    void aFastBurnIsMetOnceTheLongWindowHasBurntItsShare() {
        pass(page, 60, 0);
        pass(page, 8, 10);
        Finding early = look(page);
        pass(page, 1, 10);

        assertThat(early.answer()).isEqualTo(Answer.NO);
        assertThat(look(page).answer()).isEqualTo(Answer.YES);
        assertThat(look(page).why()).isEqualTo("the error budget burns 15× in 1h and 100× in 5m (limit 14.4×)");
        assertThat(page.threshold()).hasValue(14.4);
    }

    @Test
    void itEndsWithTheShortWindow() {
        pass(page, 60, 0);
        pass(page, 10, 10);
        pass(page, 4, 0);
        Finding still = look(page);
        pass(page, 1, 0);

        assertThat(still.answer()).isEqualTo(Answer.YES);
        assertThat(look(page).answer()).as("the 5 minutes are clean").isEqualTo(Answer.NO);
    }

    @Test
    void aSlowBurnIsMetOverDays() {
        pass(ticket, 3 * 24 * 60, 0);
        for (int i = 0; i < 30 * 60 / 5; i++) {
            pass(ticket, 4, 0);
            pass(ticket, 1, 2);
        }

        assertThat(look(ticket).answer()).isEqualTo(Answer.YES);
        assertThat(look(ticket).why()).contains("in 1d and 4× in 2h");
    }

    @Test
    void tooFewEventsAreEvidenceNeitherWay() {
        pass(page, 9, 10);

        assertThat(look(page).answer()).isEqualTo(Answer.UNKNOWN);
    }

    @Test
    void oneFailureIsNoBurntBudget() {
        BurnRate strict = new BurnRate("slo", MINUTE, 0.9999, BurnRate.PAGE, 100, 3);
        pass(strict, 60, 0);
        pass(strict, 1, 2);
        Finding two = look(strict);
        pass(strict, 1, 1);

        assertThat(two.answer()).isEqualTo(Answer.NO);
        assertThat(look(strict).answer()).isEqualTo(Answer.YES);
    }

    @Test
    void silenceIsUnknownAndNeverClear() {
        pass(page, 60, 0);
        pass(page, 10, 10);
        for (int i = 0; i < 5; i++) {
            step(
                    page,
                    Windows.silent(end).getAttempts() == 0
                            ? Windows.of(0, 0, end, 0).build()
                            : null);
        }

        assertThat(look(page).answer()).isEqualTo(Answer.UNKNOWN);
    }

    @Test
    void overlappingWindowsAndEarlyRecordsCountEveryEventOnce() {
        Memory once = Memory.NONE;
        Memory often = Memory.NONE;
        for (int second = 0; second < 7200; second += 10) {
            Instant at = START.plusSeconds(second);
            if (second % 60 == 0) {
                once = page.learn(once, Windows.failing(second % 7, at));
                often = page.learn(
                        often, Windows.of(3, 1, at, 0).setFinal$(false).build());
            }
            often = page.learn(often, Windows.failing(second % 7, at, 1));
        }

        assertThat(often).isEqualTo(once);
    }

    @Test
    void aCorrectionReplacesWhatWasCounted() {
        Memory right = page.learn(
                page.learn(Memory.NONE, Windows.failing(5, START)), Windows.failing(1, START.plusSeconds(60)));
        Memory corrected = page.learn(
                page.learn(
                        page.learn(Memory.NONE, Windows.failing(9, START)), Windows.failing(1, START.plusSeconds(60))),
                Windows.failing(5, START, 1));

        assertThat(corrected).isEqualTo(right);
    }

    @Test
    void threeDaysAreRememberedInLessThanAKilobyte() throws IOException {
        pass(ticket, 4 * 24 * 60, 1);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        MemoryCodec.write(new DataOutputStream(bytes), memory);

        assertThat(bytes.size()).isLessThan(1000);
        assertThat(MemoryCodec.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()))))
                .isEqualTo(memory);
    }

    private void pass(BurnRate rule, int minutes, int failures) {
        for (int i = 0; i < minutes; i++) {
            step(rule, Windows.failing(failures, end));
        }
    }

    private void step(BurnRate rule, ProbeMetrics window) {
        memory = rule.learn(memory, window);
        end = end.plusSeconds(60);
    }

    private Finding look(BurnRate rule) {
        return rule.examine(Windows.failing(0, end.minusSeconds(60)), memory);
    }
}
