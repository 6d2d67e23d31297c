package dev.probeline.producer.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.producer.config.Timeouts;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadlineTest {
    private static final Timeouts TIMEOUTS = new Timeouts(
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            Duration.ofSeconds(15),
            Duration.ofSeconds(60));

    @ParameterizedTest
    @CsvSource({"0, 30, STALLED", "1, 30, STALLED", "15, 30, STALLED", "29, 44, STALLED", "50, 60, TIMEOUT"})
    void anEarlyHeadTakesNoTimeFromTheAnswerAndALateOneGivesSome(long head, long end, ErrorType type) {
        Deadline deadline = new Deadline.Plan(TIMEOUTS, 0).waitingForAnswer(0, seconds(head));
        assertThat(deadline).isEqualTo(new Deadline(seconds(end), type));
    }

    private static long seconds(long seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }
}
