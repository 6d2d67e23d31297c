package dev.probeline.dashboard.page;

import dev.probeline.schemas.SeriesKey;
import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.events.AlertExample;
import dev.probeline.schemas.events.AlertState;
import dev.probeline.schemas.events.ConnectionUse;
import dev.probeline.schemas.events.Distribution;
import dev.probeline.schemas.events.FailureExample;
import dev.probeline.schemas.events.FaultDomain;
import dev.probeline.schemas.events.Outcome;
import dev.probeline.schemas.events.ProbeMetrics;
import dev.probeline.schemas.events.ProbeResult;
import dev.probeline.schemas.events.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What the pipeline tells in the scripted incident: one-minute windows of 24 attempts, alerts, single attempts. */
public final class Script {
    static final List<String> REGIONS = List.of("ap-south", "eu-west", "us-east");
    private static final int ATTEMPTS = 24;

    public static SeriesKey series(String model, String region) {
        return new SeriesKey("openai", model, "chat/completions", region, "chat", "main");
    }

    /** Where the grid shows it. */
    static String cell(String model, String region) {
        String key = series(model, region).toString();
        return "#grid a[data-key=\"" + key.replace("\\", "\\\\").replace("\"", "\\\"") + "\"]";
    }

    public static ProbeMetrics healthy(String model, String region, Instant end) {
        return window(model, region, end, 0, 800 + 40 * Math.sin(end.getEpochSecond() / 180.0));
    }

    static ProbeMetrics slow(String model, String region, Instant end) {
        return window(model, region, end, 0, 6200);
    }

    /** Every attempt fails. */
    static ProbeMetrics failing(String model, String region, Instant end, String message) {
        return ProbeMetrics.newBuilder(window(model, region, end, ATTEMPTS, 0))
                .setErrorsByType(Map.of("server_error", 20L, "timeout", 4L))
                .setErrorsByFaultDomain(Map.of("provider", 24L))
                .setExamples(List.of(FailureExample.newBuilder()
                        .setErrorType("server_error")
                        .setStatusCode(503)
                        .setMessage(message)
                        .setRequestId("req_7Qd1")
                        .setLatencyMs(1903.0)
                        .setServerProcessingMs(350.0)
                        .setCompletedAt(end.minusSeconds(1))
                        .build()))
                .build();
    }

    private static ProbeMetrics window(String model, String region, Instant end, int failures, double p95) {
        Instant now = Instant.now();
        int good = ATTEMPTS - failures;
        return ProbeMetrics.newBuilder()
                .setProvider("openai")
                .setModel(model)
                .setEndpoint("chat/completions")
                .setRegion(region)
                .setTarget("chat")
                .setApiKeyAlias("main")
                .setWindowStart(end.minus(Duration.ofMinutes(1)))
                .setWindowEnd(end)
                .setWindowSizeMs(60_000)
                .setAsOf(end.isBefore(now) ? end : now)
                .setRevision((int) (now.toEpochMilli() / 10 % 100_000_000))
                .setFinal$(end.isBefore(now))
                .setAttempts(ATTEMPTS)
                .setProbes(ATTEMPTS)
                .setFailures(failures)
                .setErrorRate((double) failures / ATTEMPTS)
                .setEligibleProbes(ATTEMPTS)
                .setSuccessfulProbes(good)
                .setAvailability((double) good / ATTEMPTS)
                .setLatencyMs(measured(good, p95))
                .setTtftMs(measured(good, p95 / 4))
                .setOutputTokensPerSecond(measured(good, 80))
                .setThroughputRpm(ATTEMPTS)
                .setPromptTokens(480)
                .setCachedTokens(0)
                .setCompletionTokens(good * 16L)
                .setReasoningTokens(0)
                .setCostUsd(0.0012)
                .setMinRatelimitHeadroomRequests(0.9)
                .setMinRatelimitHeadroomTokens(0.75)
                .setExpectedProbes((double) ATTEMPTS)
                .setCompleteness(1.0)
                .setErrorsByType(Map.of())
                .setErrorsByFaultDomain(Map.of())
                .setAttemptsByStatus(Map.of())
                .setAttemptsByResponseModel(Map.of())
                .setAttemptsBySystemFingerprint(Map.of())
                .setRegions(Map.of())
                .setExamples(List.of())
                .build();
    }

    private static Distribution measured(long count, double p95) {
        Distribution.Builder distribution = Distribution.newBuilder()
                .setCount(count)
                .setP50Sufficient(count >= 2)
                .setP95Sufficient(count >= 20)
                .setP99Sufficient(count >= 100)
                .setP999Sufficient(count >= 1000)
                .setRelativeAccuracy(0.01);
        if (count > 0) {
            distribution
                    .setMin(p95 / 3)
                    .setMax(p95 * 1.4)
                    .setMean(p95 / 2)
                    .setStddev(p95 / 10)
                    .setP50(p95 / 2)
                    .setP95(p95)
                    .setP99(p95 * 1.3)
                    .setP999(p95 * 1.4);
        }
        return distribution.build();
    }

    /** One model fails in one region, the provider's fault; the others see nothing. */
    public static AlertEvent.Builder failingAlert(String model, String region, AlertState state, Instant since) {
        return AlertEvent.newBuilder()
                .setAlertId("alert-" + model + "-" + region)
                .setRule("ErrorRateHigh")
                .setState(state)
                .setPreviousState(AlertState.pending)
                .setSeverity(Severity.critical)
                .setReason("for_elapsed")
                .setSeries(series(model, region).toString())
                .setLabels(
                        Map.of("provider", "openai", "model", model, "endpoint", "chat/completions", "region", region))
                .setAnnotations(Map.of(
                        "summary",
                        model + " fails in " + region + ": 100 % of attempts",
                        "runbook_url",
                        "https://runbooks.example.com/error-rate"))
                .setCondition("error_rate > 50%")
                .setValue(1.0)
                .setThreshold(0.5)
                .setScope("region")
                .setFaultDomain("provider")
                .setRegionsFailing(List.of(region))
                .setRegionsHealthy(
                        REGIONS.stream().filter(each -> !each.equals(region)).toList())
                .setRegionsSilent(List.of())
                .setFlapping(false)
                .setAt(since.plusSeconds(10))
                .setPendingSince(since)
                .setFiringSince(since.plusSeconds(10))
                .setWindowStart(since.minusSeconds(50))
                .setWindowEnd(since.plusSeconds(10))
                .setAttempts(ATTEMPTS)
                .setFailures(ATTEMPTS)
                .setErrorsByType(Map.of("server_error", 20L, "timeout", 4L))
                .setErrorsByFaultDomain(Map.of("provider", 24L))
                .setExamples(List.of(AlertExample.newBuilder()
                        .setErrorType("server_error")
                        .setStatusCode(503)
                        .setMessage("The server is overloaded")
                        .setRequestId("req_7Qd1")
                        .setCompletedAt(since)
                        .build()));
    }

    static AlertEvent.Builder slowAlert(String model, String region, Instant since) {
        return failingAlert(model, region, AlertState.firing, since)
                .setAlertId("alert-slow-" + model + "-" + region)
                .setRule("LatencyHigh")
                .setSeverity(Severity.warning)
                .setAnnotations(Map.of("summary", model + " is slow in " + region + ": p95 latency 6.2 s"))
                .setCondition("latency.p95 > 5s")
                .setValue(6200.0)
                .setThreshold(5000.0)
                .setFaultDomain(null)
                .setFailures(0)
                .setErrorsByType(Map.of())
                .setErrorsByFaultDomain(Map.of())
                .setExamples(List.of());
    }

    public static ProbeResult attempt(String model, String region, Instant completed, String failure) {
        double longer = 30 + 30 * Math.sin(completed.getEpochSecond() / 40.0);
        return ProbeResult.newBuilder()
                .setProvider("openai")
                .setModel(model)
                .setEndpoint("chat/completions")
                .setRegion(region)
                .setTarget("chat")
                .setApiKeyAlias("main")
                .setProbeId("probe-" + completed.toEpochMilli())
                .setAttempt(1)
                .setFinal$(true)
                .setProber("prober-1")
                .setScheduledAt(completed.minusSeconds(1))
                .setStartedAt(completed.minusSeconds(1))
                .setCompletedAt(completed)
                .setOutcome(failure == null ? Outcome.success : Outcome.failure)
                .setFaultDomain(failure == null ? FaultDomain.none : FaultDomain.provider)
                .setErrorType(failure == null ? null : "server_error")
                .setErrorMessage(failure)
                .setStatusCode(failure == null ? 200 : 503)
                .setRequestId("req_7Qd1")
                .setLatencyMs(640 + longer * 3)
                .setDnsMs(9.0)
                .setConnectMs(21.0)
                .setTlsMs(43.0)
                .setTtfbMs(140 + longer)
                .setTtftMs(210 + longer)
                .setConnection(ConnectionUse.new$)
                .build();
    }

    static String key(ProbeMetrics record) {
        return new SeriesKey(
                        record.getProvider(),
                        record.getModel(),
                        record.getEndpoint(),
                        record.getRegion(),
                        record.getTarget(),
                        record.getApiKeyAlias())
                .toString();
    }

    static String key(ProbeResult result) {
        return series(result.getModel(), result.getRegion()).toString();
    }

    private Script() {}
}
