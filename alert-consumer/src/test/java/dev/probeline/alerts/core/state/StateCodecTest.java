package dev.probeline.alerts.core.state;

import static dev.probeline.alerts.Windows.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.probeline.schemas.events.Severity;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StateCodecTest {
    private static final Incident INCIDENT = new Incident(new UUID(1, 2), START);
    private static final RuleCard CARD =
            new RuleCard(Severity.error, "error_rate > 5%", OptionalDouble.of(0.05), Map.of(), Map.of());

    @Test
    void keepsEveryState() {
        Instant later = START.plusSeconds(30);
        Pending pending = new Pending(INCIDENT, later);
        SeriesState state = open(Map.of(
                "A", pending,
                "B", new Firing(INCIDENT, later),
                "C", new Recovering(INCIDENT, START, later),
                "D", new NoData(INCIDENT, pending),
                "E", new NoData(INCIDENT, Inactive.INSTANCE),
                "F", new Broken(INCIDENT, new Firing(INCIDENT, START))));

        assertThat(StateCodec.decode(StateCodec.encode(state))).isEqualTo(state);
    }

    @Test
    void aPendingAlertOfTheFirstVersionWasSeenWhenItBegan() throws IOException {
        Pending pending = new Pending(INCIDENT, START);

        assertThat(StateCodec.decode(firstVersion()))
                .isEqualTo(open(Map.of("A", pending, "B", new NoData(INCIDENT, pending))));
    }

    @Test
    void refusesAVersionItDoesNotKnow() {
        byte[] bytes = StateCodec.encode(SeriesState.NEW);
        bytes[0] = 4;

        assertThatThrownBy(() -> StateCodec.decode(bytes)).hasMessageContaining("version 4 (expected: 1 to 3;");
    }

    private static SeriesState open(Map<String, AlertState> states) {
        TreeMap<String, OpenAlert> open = new TreeMap<>();
        states.forEach((rule, state) -> open.put(rule, new OpenAlert(state, CARD)));
        return new SeriesState(START.minusSeconds(60), START, 0, START, open, new TreeMap<>());
    }

    /** As the first release wrote it, byte by byte: no evidence after a pending incident. */
    private static byte[] firstVersion() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeByte(1);
        out.writeLong(START.minusSeconds(60).toEpochMilli());
        out.writeLong(START.toEpochMilli());
        out.writeInt(0);
        out.writeLong(START.toEpochMilli());
        out.writeInt(2);
        Fields.writeText(out, "A");
        out.writeByte(1);
        incident(out);
        CardFields.write(out, CARD);
        Fields.writeText(out, "B");
        out.writeByte(4);
        incident(out);
        out.writeByte(1);
        incident(out);
        CardFields.write(out, CARD);
        return bytes.toByteArray();
    }

    private static void incident(DataOutputStream out) throws IOException {
        out.writeLong(1);
        out.writeLong(2);
        out.writeLong(START.toEpochMilli());
    }
}
