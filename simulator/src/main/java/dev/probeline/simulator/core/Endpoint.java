package dev.probeline.simulator.core;

import java.util.Arrays;
import java.util.Optional;

/** The API's endpoints, named by their path below the version. */
public enum Endpoint {
    CHAT("chat/completions", "POST"),
    RESPONSES("responses", "POST"),
    MESSAGES("messages", "POST"),
    EMBEDDINGS("embeddings", "POST"),
    MODELS("models", "GET");

    private final String path;
    private final String method;

    Endpoint(String path, String method) {
        this.path = path;
        this.method = method;
    }

    public String path() {
        return path;
    }

    String method() {
        return method;
    }

    static Optional<Endpoint> of(String path) {
        return Arrays.stream(values())
                .filter(endpoint -> endpoint.path.equals(path))
                .findFirst();
    }
}
