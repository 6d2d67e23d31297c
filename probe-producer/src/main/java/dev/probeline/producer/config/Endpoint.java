package dev.probeline.producer.config;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The calls a target can make, by their path below the API's version. */
public enum Endpoint {
    CHAT_COMPLETIONS("chat/completions"),
    EMBEDDINGS("embeddings");

    static final String NAMES =
            Arrays.stream(values()).map(endpoint -> endpoint.path).collect(Collectors.joining(" or "));

    private final String path;

    Endpoint(String path) {
        this.path = path;
    }

    static Optional<Endpoint> of(String path) {
        return Arrays.stream(values())
                .filter(endpoint -> endpoint.path.equals(path))
                .findFirst();
    }
}
