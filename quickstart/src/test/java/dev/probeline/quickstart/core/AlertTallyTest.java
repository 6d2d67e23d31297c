package dev.probeline.quickstart.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.events.AlertState;
import dev.probeline.schemas.events.Severity;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertTallyTest {
    private final AlertTally tally = new AlertTally();

    @Test
    void anIncidentCountsOnceHoweverOftenItsStateChanges() {
        tally.add(event("a", AlertState.pending));
        tally.add(event("a", AlertState.firing));
        tally.add(event("a", AlertState.recovering));
        tally.add(event("a", AlertState.firing));

        assertThat(tally.fired()).isEqualTo(1);
        assertThat(tally.firing()).hasSize(1);

        tally.add(event("a", AlertState.resolved));

        assertThat(tally.resolved()).isEqualTo(1);
        assertThat(tally.firing()).isEmpty();
    }

    @Test
    void whatNeverFiredIsNotResolved() {
        tally.add(event("a", AlertState.pending));
        tally.add(event("a", AlertState.resolved));

        assertThat(tally.fired()).isZero();
        assertThat(tally.resolved()).isZero();
    }

    private static AlertEvent event(String id, AlertState state) {
        return AlertEvent.newBuilder()
                .setAlertId(id)
                .setRule("Slow")
                .setState(state)
                .setPreviousState(AlertState.unknown)
                .setSeverity(Severity.warning)
                .setReason("r")
                .setSeries("s")
                .setCondition("c")
                .setAt(Instant.EPOCH)
                .setPendingSince(Instant.EPOCH)
                .setWindowStart(Instant.EPOCH)
                .setWindowEnd(Instant.EPOCH)
                .setAttempts(1)
                .setFailures(0)
                .setExamples(List.of())
                .build();
    }
}
