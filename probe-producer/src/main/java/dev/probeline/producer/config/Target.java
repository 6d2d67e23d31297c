package dev.probeline.producer.config;

import dev.probeline.runtime.config.Default;
import dev.probeline.runtime.config.Durations;
import dev.probeline.runtime.config.Expect;
import dev.probeline.runtime.config.Secret;
import dev.probeline.schemas.SeriesKey;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One thing that is probed at a fixed rate: a model behind an endpoint, with one key.
 *
 * @param provider a {@link Preset} such as openai, or any name together with a {@code baseUrl}
 * @param endpoint path below the API's version: chat/completions (streamed) or embeddings
 * @param apiKey absent for a server that wants none
 * @param apiKeyAlias how events name the key
 * @param maxCompletionTokens with reasoning tokens; under 16 a reasoning model has nothing left to say
 * @param retries wait before each further attempt; empty for none
 */
public record Target(
        String name,
        @Default("openai") String provider,
        Optional<URI> baseUrl,
        @Default("chat/completions") String endpoint,
        String model,
        Optional<Secret> apiKey,
        @Default("default") String apiKeyAlias,
        @Default("{}") Map<String, Secret> headers,

        @Default("Count from one to five in words, separated by commas.")
        String prompt,

        @Default("64") int maxCompletionTokens,
        @Default("30s") Duration interval,
        @Default("{}") Timeouts timeouts,
        @Default("[1s, 2s, 4s]") List<Duration> retries,
        @Default("reuse") ConnectionMode connection) {

    private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(100);
    private static final Duration LONGEST_INTERVAL = Duration.ofDays(1);
    private static final int LEAST_TOKENS = 16;
    /** A token of RFC 9110, section 5.6.2. */
    private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

    private static final String NOT_ALL = "; " + SeriesKey.ALL + " alone means all in a series key";

    public Target {
        Duration waiting = retries.stream().reduce(Duration.ZERO, Duration::plus);
        new Expect()
                .that(isLabel(name), "name", quoted(name), "a name for the target" + NOT_ALL)
                .that(isLabel(provider), "provider", quoted(provider), "a provider's name" + NOT_ALL)
                .that(isLabel(model), "model", quoted(model), "a model's name" + NOT_ALL)
                .that(isLabel(apiKeyAlias), "api_key_alias", quoted(apiKeyAlias), "a name for the key" + NOT_ALL)
                .that(
                        baseUrl.isPresent() || Preset.of(provider).baseUrl() != null,
                        "base_url",
                        "missing",
                        "a URL up to the version, such as https://api.example.com/v1; " + provider + " is no preset")
                .that(
                        baseUrl.map(Target::isHttp).orElse(true),
                        "base_url",
                        baseUrl.map(URI::getScheme).orElse(""),
                        "http or https, and a host")
                .that(Endpoint.of(endpoint).isPresent(), "endpoint", endpoint, Endpoint.NAMES)
                .that(apiKey.map(Target::fitsHeader).orElse(true), "api_key", "****", "printable ASCII")
                .that(
                        headers.keySet().stream()
                                .allMatch(header -> HEADER_NAME.matcher(header).matches()),
                        "headers",
                        "****",
                        "names of letters, digits and !#$%&'*+-.^_`|~")
                .that(
                        headers.values().stream().allMatch(Target::fitsHeader),
                        "headers",
                        "****",
                        "values of printable ASCII")
                .that(
                        maxCompletionTokens >= LEAST_TOKENS,
                        "max_completion_tokens",
                        maxCompletionTokens,
                        "at least " + LEAST_TOKENS + ", as reasoning counts too")
                .that(
                        interval.compareTo(SHORTEST_INTERVAL) >= 0 && interval.compareTo(LONGEST_INTERVAL) <= 0,
                        "interval",
                        interval,
                        Durations.format(SHORTEST_INTERVAL) + " to " + Durations.format(LONGEST_INTERVAL))
                .that(
                        retries.stream().noneMatch(Duration::isNegative),
                        "retries",
                        "below zero",
                        "waits such as [1s, 2s, 4s], or [] for none")
                .that(
                        retries.isEmpty() || waiting.compareTo(interval) < 0,
                        "retries",
                        Durations.format(waiting) + " of waiting",
                        "less than the interval of " + Durations.format(interval)
                                + ", or a failing probe takes the place of the next")
                .orThrow();
        headers = Map.copyOf(headers);
        retries = List.copyOf(retries);
    }

    public Endpoint call() {
        return Endpoint.of(endpoint).orElseThrow();
    }

    public Preset preset() {
        return Preset.of(provider);
    }

    /** Where the call goes. */
    public URI url() {
        String base = baseUrl.orElseGet(() -> preset().baseUrl()).toString();
        return URI.create(base.endsWith("/") ? base + endpoint : base + "/" + endpoint);
    }

    private static boolean fitsHeader(Secret value) {
        return value.reveal().chars().allMatch(c -> c >= ' ' && c < 0x7f);
    }

    private static boolean isLabel(String value) {
        return !value.isBlank() && !value.equals(SeriesKey.ALL);
    }

    private static String quoted(String value) {
        return "'" + value + "'";
    }

    private static boolean isHttp(URI uri) {
        return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null;
    }
}
