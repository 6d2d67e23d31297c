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
import okhttp3.HttpUrl;

/**
 * One thing that is probed at a fixed rate: a model behind an endpoint, with one key.
 *
 * @param provider a {@link Preset} (openai, azure-openai, anthropic), or any name together with a {@code base_url}
 * @param baseUrl up to the version, such as https://api.example.com/v1; of Azure, the resource
 * @param endpoint chat/completions (unless the provider has another usual one), responses, messages, embeddings, models
 * @param model as the API calls it; of Azure, the deployment
 * @param apiVersion for APIs that are asked by version: Azure's api-version, Anthropic's anthropic-version
 * @param apiKey absent for a server that wants none
 * @param apiKeyAlias how events name the key
 * @param headers sent with every call
 * @param stream whether a written answer is asked for as a stream
 * @param prompt what is asked, behind a nonce that keeps it out of the provider's cache
 * @param inputTokens text to read before the prompt: short (10 tokens in all), medium (1000), long (10000), or a number
 * @param maxCompletionTokens with reasoning tokens, of which even a small question costs some hundreds; a limit, no price
 * @param extraBody laid over the request as a JSON merge patch: adds, replaces, and with null takes away
 * @param interval from one probe to the next
 * @param retries wait before each further attempt; empty for none
 * @param connection reuse keeps connections warm, new pays for one in every probe
 * @param expect what the answer has to be
 * @param mustFail the probe is well when the call is refused in this way
 * @param budget of this target alone, beside that of the region
 */
public record Target(
        String name,
        @Default("openai") String provider,
        Optional<URI> baseUrl,
        Optional<Endpoint> endpoint,
        String model,
        Optional<String> apiVersion,
        Optional<Secret> apiKey,
        @Default("default") String apiKeyAlias,
        @Default("{}") Map<String, Secret> headers,
        @Default("true") boolean stream,

        @Default("Count from one to five in words, separated by commas.")
        String prompt,

        Optional<InputSize> inputTokens,
        @Default("1024") int maxCompletionTokens,
        Optional<JsonObject> extraBody,
        @Default("30s") Duration interval,
        @Default("{}") Timeouts timeouts,
        @Default("[1s, 2s, 4s]") List<Duration> retries,
        @Default("reuse") ConnectionMode connection,
        @Default("{}") Expectations expect,
        Optional<MustFail> mustFail,
        @Default("{}") Budget budget) {

    private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(100);
    private static final Duration LONGEST_INTERVAL = Duration.ofDays(1);
    private static final int LEAST_TOKENS = 16;
    /** A token of RFC 9110, section 5.6.2. */
    private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

    private static final String NOT_ALL = "; " + SeriesKey.ALL + " alone means all in a series key";

    public Target {
        Expect expected = new Expect()
                .that(isLabel(name), "name", quoted(name), "a name for the target" + NOT_ALL)
                .that(isLabel(provider), "provider", quoted(provider), "a provider's name" + NOT_ALL)
                .that(isLabel(model), "model", quoted(model), "a model's name" + NOT_ALL)
                .that(isLabel(apiKeyAlias), "api_key_alias", quoted(apiKeyAlias), "a name for the key" + NOT_ALL);
        address(expected, Presets.of(provider), baseUrl, endpoint);
        headers(expected, apiKey, headers);
        pace(expected, interval, retries);
        expected.that(
                        maxCompletionTokens >= LEAST_TOKENS,
                        "max_completion_tokens",
                        maxCompletionTokens,
                        "at least " + LEAST_TOKENS + ", as reasoning counts too")
                .that(
                        mustFail.isEmpty() || expect.equals(Expectations.NONE),
                        "expect",
                        "given",
                        "nothing beside must_fail: a refusal has no answer")
                .orThrow();
        headers = Map.copyOf(headers);
        retries = List.copyOf(retries);
    }

    public Endpoint call() {
        return endpoint.orElseGet(() -> preset().usualEndpoint());
    }

    /** Whether a stream is asked for. */
    public boolean streams() {
        return stream && call().generates();
    }

    public Preset preset() {
        return Presets.of(provider);
    }

    /** Where the call goes. */
    public URI url() {
        String base = baseUrl.orElseGet(() -> preset().baseUrl()).toString();
        URI trimmed = URI.create(base.endsWith("/") ? base.substring(0, base.length() - 1) : base);
        return preset().address(trimmed, call(), model, apiVersion);
    }

    private static void address(Expect expect, Preset preset, Optional<URI> baseUrl, Optional<Endpoint> endpoint) {
        expect.that(
                        baseUrl.isPresent() || preset.baseUrl() != null,
                        "base_url",
                        "missing",
                        "a URL up to the version, such as https://api.example.com/v1; " + preset.provider()
                                + " has none of its own")
                .that(
                        baseUrl.map(Target::isHttp).orElse(true),
                        "base_url",
                        baseUrl.map(URI::getScheme).orElse(""),
                        "http or https, a host, and nothing behind the path")
                .that(
                        endpoint.map(preset.endpoints()::contains).orElse(true),
                        "endpoint",
                        endpoint.map(Endpoint::path).orElse(""),
                        "of " + preset.provider() + " one of " + Endpoint.names(preset.endpoints()));
    }

    private static void headers(Expect expect, Optional<Secret> apiKey, Map<String, Secret> headers) {
        expect.that(apiKey.map(Target::fitsHeader).orElse(true), "api_key", "****", "printable ASCII")
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
                        "values of printable ASCII");
    }

    private static void pace(Expect expect, Duration interval, List<Duration> retries) {
        Duration waiting = retries.stream().reduce(Duration.ZERO, Duration::plus);
        expect.that(
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
                                + ", or a failing probe takes the place of the next");
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
        boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        return http
                && HttpUrl.parse(uri.toString()) != null // also knows ports and hosts
                && uri.getHost() != null
                && uri.getQuery() == null
                && uri.getFragment() == null;
    }
}
