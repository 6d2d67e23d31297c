package dev.probeline.alerts.core.incident;

import dev.probeline.alerts.core.event.Unmeasured;
import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.events.AlertState;
import dev.probeline.schemas.events.Severity;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** The alert about a channel that does not take what it is told; it goes to another one. */
final class ChannelTrouble {
    static final String RULE = "ReceiverFailing";
    static final String RECEIVER = "receiver";

    static boolean is(AlertEvent event) {
        return event.getRule().equals(RULE) && event.getLabels().containsKey(RECEIVER);
    }

    static AlertEvent begun(String receiver, String why, Instant now) {
        String id = UUID.nameUUIDFromBytes((RULE + receiver + now).getBytes(StandardCharsets.UTF_8))
                .toString();
        return Unmeasured.between(now, now)
                .setAlertId(id)
                .setRule(RULE)
                .setState(AlertState.firing)
                .setPreviousState(AlertState.unknown)
                .setSeverity(Severity.error)
                .setReason("condition_met")
                .setSeries(RECEIVER + "=" + receiver)
                .setLabels(Map.of(RECEIVER, receiver))
                .setAnnotations(Map.of(
                        "summary",
                        "Notifications do not reach the receiver " + receiver,
                        "description",
                        why + ". What is not told there goes to probeline-dead-letters."))
                .setCondition("notifications to " + receiver + " fail")
                .setScope("ours")
                .setAt(now)
                .setPendingSince(now)
                .setFiringSince(now)
                .build();
    }

    static AlertEvent over(AlertEvent begun, Instant now) {
        return AlertEvent.newBuilder(begun)
                .setState(AlertState.resolved)
                .setPreviousState(AlertState.firing)
                .setReason("condition_cleared")
                .setAt(now)
                .setResolvedAt(now)
                .build();
    }

    private ChannelTrouble() {}
}
