package dev.probeline.alerts.core.state;

import dev.probeline.alerts.core.event.Unmeasured;
import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.events.AlertExample;
import dev.probeline.schemas.events.FailureExample;
import dev.probeline.schemas.events.ProbeMetrics;
import java.util.OptionalDouble;

/** Writes a transition and its evidence as the event that is published. */
final class AlertEvents {
    static AlertEvent.Builder of(
            String series, Transition transition, RuleCard card, ProbeMetrics record, Heard heard, Blame blame) {
        String why = heard.finding().why();
        return filled(AlertEvent.newBuilder(), heard.rule().name(), series, transition, card)
                .setValue(orNull(heard.finding().value()))
                .setExplanation(why.isEmpty() ? null : why)
                .setScope(blame.scope().text())
                .setFaultDomain(blame.faultDomain().orElse(null))
                .setRegionsFailing(blame.failing())
                .setRegionsHealthy(blame.healthy())
                .setRegionsSilent(blame.silent())
                .setWindowStart(record.getWindowStart())
                .setWindowEnd(record.getWindowEnd())
                .setAttempts(record.getAttempts())
                .setFailures(record.getFailures())
                .setErrorsByType(record.getErrorsByType())
                .setErrorsByFaultDomain(record.getErrorsByFaultDomain())
                .setExamples(
                        record.getExamples().stream().map(AlertEvents::example).toList());
    }

    /** There is no window that decided: the newest one stands in, without numbers. */
    static AlertEvent ofRemoved(String rule, String series, Transition transition, RuleCard card, SeriesState state) {
        return filled(Unmeasured.between(state.windowStart(), state.windowEnd()), rule, series, transition, card)
                .build();
    }

    private static AlertEvent.Builder filled(
            AlertEvent.Builder event, String rule, String series, Transition transition, RuleCard card) {
        return event.setAlertId(transition.incident().id().toString())
                .setRule(rule)
                .setState(transition.to())
                .setPreviousState(transition.from())
                .setSeverity(card.severity())
                .setReason(transition.reason().text())
                .setSeries(series)
                .setLabels(card.labels())
                .setAnnotations(card.annotations())
                .setCondition(card.condition())
                .setThreshold(orNull(card.threshold()))
                .setAt(transition.at())
                .setPendingSince(transition.incident().began())
                .setFiringSince(transition.firingSince().orElse(null))
                .setResolvedAt(transition.resolvedAt().orElse(null));
    }

    private static AlertExample example(FailureExample failure) {
        return AlertExample.newBuilder()
                .setErrorType(failure.getErrorType())
                .setStatusCode(failure.getStatusCode())
                .setMessage(failure.getMessage())
                .setRequestId(failure.getRequestId())
                .setClientRequestId(failure.getClientRequestId())
                .setCompletedAt(failure.getCompletedAt())
                .setLatencyMs(failure.getLatencyMs())
                .setServerProcessingMs(failure.getServerProcessingMs())
                .build();
    }

    private static Double orNull(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    private AlertEvents() {}
}
