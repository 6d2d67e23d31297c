package dev.probeline.producer.config;

import java.util.Collection;
import java.util.stream.Collectors;

/** The calls a target can make, by their path below the API's version. */
public enum Endpoint {
    CHAT_COMPLETIONS("chat/completions", true),
    RESPONSES("responses", true),
    MESSAGES("messages", true),
    EMBEDDINGS("embeddings", false),
    /** What the API says of the model itself, such as the day it will be shut down. Costs nothing. */
    MODELS("models", false);

    private final String path;
    private final boolean generates;

    Endpoint(String path, boolean generates) {
        this.path = path;
        this.generates = generates;
    }

    public String path() {
        return path;
    }

    /** As a configuration names it. */
    @Override
    public String toString() {
        return path;
    }

    /** A model writes here, so it can be streamed and takes a limit of tokens. */
    public boolean generates() {
        return generates;
    }

    static String names(Collection<Endpoint> endpoints) {
        return endpoints.stream().sorted().map(endpoint -> endpoint.path).collect(Collectors.joining(", "));
    }
}
