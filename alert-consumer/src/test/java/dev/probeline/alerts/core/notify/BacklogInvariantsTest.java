package dev.probeline.alerts.core.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** Whatever fails and whoever comes and goes: of each partition every event is told, in order. */
class BacklogInvariantsTest {
    private enum Move {
        FETCH_LEFT,
        FETCH_RIGHT,
        LOSE_LEFT,
        LOSE_RIGHT,
        FAIL,
        DELIVER
    }

    private record Event(Log log, int offset) {}

    /** A partition, how far it has been read and how far it has been told. */
    private static final class Log {
        private int position;
        private final List<Integer> told = new ArrayList<>();

        Event next() {
            return new Event(this, position++);
        }

        /** Comes back with what is committed, here or elsewhere. */
        void reassigned() {
            position = told.size();
        }
    }

    private final Backlog<Event> backlog = new Backlog<>();
    private final Log left = new Log();
    private final Log right = new Log();
    private Instant now = Instant.EPOCH;

    @Property
    void nothingIsLostDoubledOrOvertaken(@ForAll @Size(max = 80) List<Move> moves) {
        moves.forEach(this::make);
        while (!backlog.isEmpty()) {
            make(Move.DELIVER);
        }

        assertThat(left.told).containsExactlyElementsOf(upTo(left.position));
        assertThat(right.told).containsExactlyElementsOf(upTo(right.position));
    }

    private void make(Move move) {
        switch (move) {
            case FETCH_LEFT -> backlog.add(left.next());
            case FETCH_RIGHT -> backlog.add(right.next());
            case LOSE_LEFT -> lose(left);
            case LOSE_RIGHT -> lose(right);
            case FAIL ->
                backlog.due(now)
                        .ifPresent(event -> backlog.tried(
                                new Progress.Again(backlog.trial().next(now), Duration.ofSeconds(1)), now));
            case DELIVER -> {
                now = now.plusSeconds(1);
                backlog.due(now).ifPresent(this::deliver);
            }
        }
    }

    private void deliver(Event event) {
        backlog.tried(new Progress.Done(), now);
        event.log().told.add(event.offset());
    }

    private void lose(Log log) {
        backlog.drop(event -> event.log() == log);
        log.reassigned();
    }

    private static List<Integer> upTo(int end) {
        return IntStream.range(0, end).boxed().toList();
    }
}
