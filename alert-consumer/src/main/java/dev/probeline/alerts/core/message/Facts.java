package dev.probeline.alerts.core.message;

import dev.probeline.runtime.config.Durations;
import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.events.AlertExample;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What on-call needs to know of one alert, in the order it is asked: how bad, since when, where, whose fault. */
public final class Facts {
    /** A name and what there is to say; never blank. */
    public record Fact(String name, String text) {}

    private static final int REGIONS = 12;

    public static List<Fact> of(AlertEvent event) {
        List<Fact> facts = new ArrayList<>();
        add(facts, "Condition", event.getCondition());
        add(facts, "Value", value(event));
        add(facts, "Since", since(event));
        add(facts, "Samples", samples(event));
        add(facts, "Where", where(event));
        add(facts, "Fault", fault(event));
        add(facts, "Errors", counts(event.getErrorsByType()));
        add(facts, "Why", text(event.getExplanation()));
        add(facts, "Provider says", text(event.getProviderStatus()));
        add(facts, "Flapping", event.getFlapping() ? "yes: it resolves after 15 minutes of calm" : "");
        add(facts, "Target", event.getLabels().getOrDefault("target", ""));
        return facts;
    }

    /** The failed attempts that prove it, newest first: the request ids are what the provider's support asks for. */
    public static List<String> evidence(AlertEvent event) {
        return event.getExamples().stream().map(Facts::example).toList();
    }

    /** Only what a browser follows; empty where there is none. */
    public static String runbook(AlertEvent event) {
        String url = event.getAnnotations().getOrDefault("runbook_url", "");
        return url.matches("https?://[^\\s<>|\"]+") ? url : "";
    }

    /** The annotation, or the condition where the rule says nothing. */
    public static String summary(AlertEvent event) {
        return event.getAnnotations().getOrDefault("summary", event.getCondition());
    }

    private static String value(AlertEvent event) {
        if (event.getValue() == null) {
            return "";
        }
        return event.getThreshold() == null
                ? number(event.getValue())
                : number(event.getValue()) + ", threshold " + number(event.getThreshold());
    }

    private static String number(double value) {
        return BigDecimal.valueOf(value)
                .round(new MathContext(4))
                .stripTrailingZeros()
                .toPlainString();
    }

    private static String since(AlertEvent event) {
        Instant began = event.getPendingSince();
        if (event.getResolvedAt() == null) {
            return second(began);
        }
        Duration lasted = Duration.between(began, event.getResolvedAt()).truncatedTo(ChronoUnit.SECONDS);
        return second(began) + " to " + second(event.getResolvedAt()) + ", " + Durations.format(lasted);
    }

    private static String samples(AlertEvent event) {
        Duration window = Duration.between(event.getWindowStart(), event.getWindowEnd());
        return window.isZero()
                ? ""
                : event.getFailures() + " of " + event.getAttempts() + " failed in " + Durations.format(window);
    }

    private static String where(AlertEvent event) {
        List<String> parts = new ArrayList<>();
        part(parts, "seen in ", event.getRegionsFailing());
        part(parts, "healthy: ", event.getRegionsHealthy());
        part(parts, "silent: ", event.getRegionsSilent());
        return String.join("; ", parts);
    }

    private static void part(List<String> parts, String name, List<String> regions) {
        if (!regions.isEmpty()) {
            String more = regions.size() > REGIONS ? " and " + (regions.size() - REGIONS) + " more" : "";
            parts.add(name + String.join(", ", regions.stream().limit(REGIONS).toList()) + more);
        }
    }

    private static String fault(AlertEvent event) {
        String scope = text(event.getScope());
        String reach = scope.isEmpty() || scope.equals("unknown") ? "" : "reaches " + scope;
        String mix = counts(event.getErrorsByFaultDomain());
        return mix.isEmpty() || reach.isEmpty() ? mix + reach : mix + "; " + reach;
    }

    /** Most frequent first; empty where nothing failed. */
    private static String counts(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(entry -> entry.getKey() + " × " + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    private static String example(AlertExample example) {
        String status = example.getStatusCode() == null ? "" : " (" + example.getStatusCode() + ")";
        String request = example.getRequestId() == null ? "" : ", request " + example.getRequestId();
        String ours = example.getClientRequestId() == null ? "" : ", our id " + example.getClientRequestId();
        String message = example.getMessage() == null ? "" : ": " + example.getMessage();
        return example.getErrorType() + status + time(example) + request + ours + message;
    }

    /** Whose time it was: what the provider does not report went by on the way, or in waiting for its answer. */
    private static String time(AlertExample example) {
        if (example.getLatencyMs() == null) {
            return "";
        }
        String reported = example.getServerProcessingMs() == null
                ? ""
                : ", of which the provider reports " + number(example.getServerProcessingMs()) + " ms";
        return " after " + number(example.getLatencyMs()) + " ms" + reported;
    }

    private static String second(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String text(String orNull) {
        return orNull == null ? "" : orNull;
    }

    private static void add(List<Fact> facts, String name, String text) {
        if (!text.isBlank()) {
            facts.add(new Fact(name, text));
        }
    }

    private Facts() {}
}
