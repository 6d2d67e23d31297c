package dev.probeline.simulator;

import dev.probeline.runtime.config.ConfigFile;
import dev.probeline.runtime.config.InvalidConfigException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import okhttp3.Headers;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** A running simulator with quick models, and a real client that keeps all it saw. */
final class Harness implements AutoCloseable {

    static final String KEY = "sk-test-0123456789abcdef";
    static final String CHAT = "{\"model\":\"fast\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
    static final String STREAM = "{\"model\":\"fast\",\"stream\":true,\"stream_options\":{\"include_usage\":true,"
            + "\"include_obfuscation\":false},\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";

    private static final String YAML = """
            keys: {main: %s, second: sk-second-0123456789}
            regions: {eu-west: {pop: FRA}}
            error_latency: {median: 1ms, sigma: 0}
            models:
              fast:
                snapshot: fast-2026-01-01
                first_token: {median: 20ms, sigma: 0}
                inter_token: {median: 2ms, sigma: 0}
                output_tokens: {median: 8, sigma: 0}
              other: {first_token: {median: 20ms, sigma: 0}}
              thinker: {kind: reasoning, first_token: {median: 1ms}, output_tokens: {median: 8, sigma: 0}}
              vectors: {kind: embedding, first_token: {median: 5ms, sigma: 0}, dimensions: 8}
            """.formatted(KEY);

    /** What a client saw: {@code failure} is why the reading ended early. */
    record Seen(int status, Headers headers, String text, Optional<IOException> failure) {}

    final Simulator simulator;
    private final OkHttpClient client;

    Harness(String moreYaml, LongSupplier nanoClock) {
        this.simulator = new Simulator(config(moreYaml), nanoClock);
        this.client = new OkHttpClient.Builder()
                .readTimeout(Duration.ofMillis(1000))
                .callTimeout(Duration.ofMillis(2500))
                .retryOnConnectionFailure(false)
                .build();
        simulator.start();
        control("GET", "catalogue", ""); // the first call of a process takes longest, and is none that is tested
    }

    Harness() {
        this("", System::nanoTime);
    }

    static SimulatorConfig config(String moreYaml) {
        try {
            return ConfigFile.parse(YAML + moreYaml, "test", SimulatorConfig.class, name -> null);
        } catch (InvalidConfigException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    Seen post(String path, String json) {
        return post(path, json, Map.of());
    }

    Seen post(String path, String json, Map<String, String> headers) {
        return call(builder(path, headers).post(RequestBody.create(json, MediaType.get("application/json"))));
    }

    Seen get(String path) {
        return call(builder(path, Map.of()));
    }

    /** Below the root, not below {@code /v1}. */
    Seen control(String method, String path, String body) {
        RequestBody content = method.equals("GET") ? null : RequestBody.create(body, MediaType.get("application/json"));
        return call(new Request.Builder()
                .url(simulator.baseUrl().replace("/v1", "/control/" + path))
                .method(method, content));
    }

    private Request.Builder builder(String path, Map<String, String> headers) {
        Request.Builder builder = new Request.Builder().url(simulator.baseUrl() + "/" + path);
        if (!headers.containsKey("Authorization")) {
            builder.header("Authorization", "Bearer " + KEY);
        }
        headers.forEach(builder::header);
        return builder;
    }

    private Seen call(Request.Builder request) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int status = 0;
        Headers headers = Headers.of();
        try (Response response = client.newCall(request.build()).execute()) {
            status = response.code();
            headers = response.headers();
            byte[] buffer = new byte[8192];
            for (int n = 0; n >= 0; n = response.body().byteStream().read(buffer)) {
                bytes.write(buffer, 0, n);
            }
            return new Seen(status, headers, bytes.toString(StandardCharsets.UTF_8), Optional.empty());
        } catch (IOException e) {
            return new Seen(status, headers, bytes.toString(StandardCharsets.UTF_8), Optional.of(e));
        }
    }

    @Override
    public void close() {
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
        simulator.close();
    }
}
