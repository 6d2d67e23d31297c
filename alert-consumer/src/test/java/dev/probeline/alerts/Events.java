package dev.probeline.alerts;

import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.events.AlertExample;
import dev.probeline.schemas.events.AlertState;
import dev.probeline.schemas.events.Severity;
import java.util.List;
import java.util.Map;

/** Makes alert events of one incident. */
public final class Events {
    /** What copies an event must trust its classes. */
    private static final AvroSerde<AlertEvent> TRUSTING = new AvroSerde<>(AlertEvent.getClassSchema());

    public static AlertEvent firing() {
        return event(AlertState.pending, AlertState.firing)
                .setFiringSince(Windows.START)
                .build();
    }

    public static AlertEvent resolved() {
        return event(AlertState.firing, AlertState.resolved)
                .setFiringSince(Windows.START)
                .setResolvedAt(Windows.START.plusSeconds(95))
                .build();
    }

    public static AlertEvent.Builder event(AlertState from, AlertState to) {
        return AlertEvent.newBuilder()
                .setAlertId("0b1c5f9e-7a6d-3f7e-9f6e-3d0a6c1b2a3f")
                .setRule("ErrorRateHigh")
                .setState(to)
                .setPreviousState(from)
                .setSeverity(Severity.critical)
                .setReason("for_elapsed")
                .setSeries(Windows.SERIES.toString())
                .setLabels(Map.of(
                        "provider", "openai",
                        "model", "gpt-4o",
                        "endpoint", "chat/completions",
                        "region", "eu-west",
                        "target", "chat",
                        "api_key_alias", "main"))
                .setAnnotations(Map.of(
                        "summary", "80 % of attempts at gpt-4o fail in eu-west",
                        "runbook_url", "https://runbooks.example.com/error-rate"))
                .setCondition("error_rate > 50%")
                .setValue(0.8)
                .setThreshold(0.5)
                .setAt(Windows.START)
                .setPendingSince(Windows.START.minusSeconds(30))
                .setWindowStart(Windows.START.minusSeconds(60))
                .setWindowEnd(Windows.START)
                .setAttempts(10)
                .setFailures(8)
                .setErrorsByType(Map.of("server_error", 7L, "timeout", 1L))
                .setErrorsByFaultDomain(Map.of("provider", 8L))
                .setExamples(List.of(example("The server had an error & <gave> up")));
    }

    public static AlertExample example(String message) {
        return AlertExample.newBuilder()
                .setErrorType("server_error")
                .setStatusCode(500)
                .setMessage(message)
                .setRequestId("req_123")
                .setCompletedAt(Windows.START)
                .setLatencyMs(1903.0)
                .setServerProcessingMs(350.0)
                .build();
    }

    /** As it comes back from a topic. */
    public static AlertEvent copy(AlertEvent event) {
        return TRUSTING.deserializer().deserialize("", TRUSTING.serializer().serialize("", event));
    }

    private Events() {}
}
