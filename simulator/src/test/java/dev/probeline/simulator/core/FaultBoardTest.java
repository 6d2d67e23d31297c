package dev.probeline.simulator.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FaultBoardTest {

    private static final long SECOND = 1_000_000_000L;

    @Test
    void aScriptedFaultLastsFromItsTimeForItsTime() {
        FaultBoard board = new FaultBoard(1, List.of(rule("http_500", "*", "*", "*", "*", 1, 60, 90)));
        long start = 1000 * SECOND;
        board.startScript(start);

        assertThat(names(board, call(0, start + 59 * SECOND))).isEmpty();
        assertThat(names(board, call(1, start + 60 * SECOND))).containsExactly("http_500");
        assertThat(names(board, call(2, start + 149 * SECOND))).containsExactly("http_500");
        assertThat(names(board, call(3, start + 150 * SECOND))).isEmpty();
    }

    @Test
    void aScriptStartedAgainBeginsAnew() {
        FaultBoard board = new FaultBoard(1, List.of(rule("http_500", "*", "*", "*", "*", 1, 10, 10)));
        board.startScript(0);
        board.startScript(100 * SECOND);

        assertThat(names(board, call(0, 15 * SECOND))).isEmpty();
        assertThat(names(board, call(1, 115 * SECOND))).containsExactly("http_500");
    }

    @Test
    void allConditionsMustHold() {
        FaultBoard board = new FaultBoard(1, List.of());
        board.arm(rule("http_500", "gpt-*", "main", "eu-*", "chat/*", 1, 0, 1000), 0);

        assertThat(names(board, call(0, 0, Endpoint.CHAT, "main", "eu-west", "gpt-4o")))
                .hasSize(1);
        assertThat(names(board, call(0, 0, Endpoint.CHAT, "main", "eu-west", "o4-mini")))
                .isEmpty();
        assertThat(names(board, call(0, 0, Endpoint.CHAT, "main", "us-east", "gpt-4o")))
                .isEmpty();
        assertThat(names(board, call(0, 0, Endpoint.CHAT, "second", "eu-west", "gpt-4o")))
                .isEmpty();
        assertThat(names(board, call(0, 0, Endpoint.RESPONSES, "main", "eu-west", "gpt-4o")))
                .isEmpty();
    }

    @Test
    void aShareIsMetAndIsTheSameForTheSameSeed() {
        List<Long> hit = hits(7);

        assertThat(hit.size() / 10_000.0).isCloseTo(0.3, within(0.02));
        assertThat(hits(7)).isEqualTo(hit);
        assertThat(hits(8)).isNotEqualTo(hit);
    }

    @Test
    void severalFaultsMayBefallOneRequest() {
        FaultBoard board = new FaultBoard(1, List.of());
        board.arm(rule("slow", "*", "*", "*", "*", 1, 0, 10), 0);
        FaultBoard.Armed second = board.arm(rule("stall", "*", "*", "*", "*", 1, 0, 10), 0);

        assertThat(names(board, call(0, 0))).containsExactly("slow", "stall");
        assertThat(board.disarm(OptionalInt.of(second.id()))).isEqualTo(1);
        assertThat(names(board, call(0, 0))).containsExactly("slow");
    }

    private static List<Long> hits(long seed) {
        FaultBoard board = new FaultBoard(seed, List.of());
        board.arm(rule("http_500", "*", "*", "*", "*", 0.3, 0, 10), 0);
        return LongStream.range(0, 10_000)
                .filter(ordinal -> !board.befalling(call(ordinal, 0)).isEmpty())
                .boxed()
                .toList();
    }

    private static List<String> names(FaultBoard board, Call call) {
        return new Faults(board.befalling(call)).names();
    }

    private static Call call(long ordinal, long nanos) {
        return call(ordinal, nanos, Endpoint.CHAT, "main", "", "gpt-4o");
    }

    private static Call call(long ordinal, long nanos, Endpoint endpoint, String key, String region, String model) {
        Moment moment = new Moment(ordinal, nanos, Instant.EPOCH);
        return new Call(
                moment, "req_0", Api.OPENAI, Optional.of(endpoint), Optional.of(key), region, Optional.of(model));
    }

    private static FaultRule rule(
            String fault, String model, String key, String region, String endpoint, double share, int at, int seconds) {
        return new FaultRule(
                fault,
                Map.of(),
                new Glob(model),
                new Glob(key),
                new Glob(region),
                new Glob(endpoint),
                share,
                Duration.ofSeconds(at),
                Optional.of(Duration.ofSeconds(seconds)));
    }
}
