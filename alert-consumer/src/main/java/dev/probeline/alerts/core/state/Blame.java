package dev.probeline.alerts.core.state;

import dev.probeline.schemas.events.ProbeMetrics;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the trouble is and whose it is.
 *
 * @param faultDomain that of most failures; empty where nothing failed
 * @param failing regions that see it, sorted
 * @param healthy regions that do not, sorted
 * @param silent regions that report nothing, sorted; never counted as healthy
 */
public record Blame(
        Scope scope, Optional<String> faultDomain, List<String> failing, List<String> healthy, List<String> silent) {
    public Blame {
        failing = failing.stream().sorted().toList();
        healthy = healthy.stream().sorted().toList();
        silent = silent.stream().sorted().toList();
    }

    static Blame of(ProbeMetrics record, List<String> failing, List<String> healthy, List<String> silent) {
        Optional<String> domain = mostly(record.getErrorsByFaultDomain());
        Scope reach = reach(failing, healthy);
        return new Blame(scope(domain.orElse("none"), reach), domain, failing, healthy, silent);
    }

    /** Of a whole provider: what its regions say is beside the point. */
    static Blame ofProvider(ProbeMetrics record, Blame regions) {
        Scope scope = regions.scope == Scope.ACCOUNT || regions.scope == Scope.OURS ? regions.scope : Scope.PROVIDER;
        return new Blame(
                scope, mostly(record.getErrorsByFaultDomain()), regions.failing, regions.healthy, regions.silent);
    }

    private static Scope scope(String domain, Scope reach) {
        return switch (domain) {
            case "account" -> Scope.ACCOUNT;
            case "config", "prober" -> Scope.OURS;
            // Every region has a network of its own: where several cannot get through, it is not ours that is broken.
            case "network" -> reach == Scope.REGION ? Scope.OURS : reach;
            default -> reach;
        };
    }

    private static Scope reach(List<String> failing, List<String> healthy) {
        if (failing.isEmpty() || failing.size() + healthy.size() < 2) {
            return Scope.UNKNOWN;
        }
        return failing.size() > 1 && failing.size() >= healthy.size() ? Scope.MODEL : Scope.REGION;
    }

    private static Optional<String> mostly(Map<String, Long> errorsByDomain) {
        return errorsByDomain.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .max(Map.Entry.<String, Long>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .map(Map.Entry::getKey);
    }
}
