package dev.probeline.runtime.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The configuration the tests bind: something of everything. */
record Samples(
        String name,
        @Default("10s") Duration interval,
        @Default("64KiB") DataSize buffer,
        @Default("") String note,
        Optional<Secret> apiKey,
        @Default("[]") List<Target> targets,
        @Default("{}") Map<String, Receiver> receivers,
        @Default("{}") Misc misc) {

    Samples {
        new Expect()
                .that(interval.compareTo(Duration.ofSeconds(1)) >= 0, "interval", interval, "at least 1s")
                .that(buffer.bytes() <= 1 << 20, "buffer", buffer, "at most 1MiB")
                .orThrow();
    }

    record Target(
            String model,
            Duration timeout,
            @Default("2") int retries,
            @Default("reuse") Connection connection) {
        Target {
            if (retries < 0) {
                throw new IllegalArgumentException("retries: " + retries + " (expected: 0 or more)");
            }
        }
    }

    enum Connection {
        REUSE,
        NEW
    }

    sealed interface Receiver permits Slack, Webhook {}

    @Named("slack")
    record Slack(Secret token, String channel) implements Receiver {}

    @Named("webhook")
    record Webhook(URI url, @Default("true") boolean sendResolved) implements Receiver {}

    /** A type that reads itself. */
    record Share(double fraction) {
        static Share parse(String text) {
            if (!text.endsWith("%")) {
                throw new IllegalArgumentException("without a % sign: " + text + " (expected: a share such as 50%)");
            }
            return new Share(Double.parseDouble(text.substring(0, text.length() - 1)) / 100);
        }
    }

    record Misc(
            Optional<Long> count,
            Optional<Double> ratio,
            Optional<Pattern> pattern,
            Optional<Path> path,
            Optional<Instant> since,
            Optional<Share> share,
            @Default("{}") Map<String, List<Integer>> series) {}
}
