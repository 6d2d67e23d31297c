package dev.probeline.quickstart.stack;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a stack is made of.
 *
 * @param directory for all data; exists
 * @param portBase 0 for free ports
 * @param liveKey key of the real API; empty probes the simulator
 * @param budgetUsd what probing may cost at most; empty where it costs nothing
 * @param rules a rule file instead of the quickstart's own
 * @param cluster an existing Kafka cluster instead of a broker of our own
 * @param incident resource of the simulator's configuration with the script of the incident
 */
public record Settings(
        Path directory,
        int portBase,
        Optional<String> liveKey,
        Optional<Double> budgetUsd,
        Optional<Path> rules,
        Optional<String> cluster,
        String incident) {
    static final int PROBERS_PER_REGION = 2;

    boolean live() {
        return liveKey.isPresent();
    }

    /** One for the real API: this machine is in one place only. */
    List<String> regions() {
        return live() ? List.of("here") : List.of("us-east", "eu-west", "ap-southeast");
    }

    String proberTemplate() {
        return live() ? "prober-live.yaml" : "prober.yaml";
    }

    Map<String, String> secrets() {
        return liveKey.map(key -> Map.of("OPENAI_API_KEY", key)).orElse(Map.of());
    }

    /** The key stays out of logs. */
    @Override
    public String toString() {
        return "Settings[directory=" + directory + ", portBase=" + portBase + ", live=" + live() + ", rules=" + rules
                + ", incident=" + incident + "]";
    }
}
