package dev.probeline.simulator.core;

import java.util.Optional;

/** The API's endpoints, named by their path below the version. */
public enum Endpoint {
    CHAT("chat/completions", "POST"),
    RESPONSES("responses", "POST"),
    EMBEDDINGS("embeddings", "POST"),
    MODELS("models", "GET");

    private static final String VERSION = "/v1/";

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

    /** @param uriPath path of a request, such as {@code /v1/models/gpt-4o-mini} */
    static Optional<Endpoint> of(String uriPath) {
        for (Endpoint endpoint : values()) {
            String own = VERSION + endpoint.path;
            if (uriPath.equals(own) || (endpoint == MODELS && uriPath.startsWith(own + "/"))) {
                return Optional.of(endpoint);
            }
        }
        return Optional.empty();
    }

    /** The model named in the path of {@code GET /v1/models/{id}}. */
    static Optional<String> modelInPath(String uriPath) {
        String prefix = VERSION + MODELS.path + "/";
        return uriPath.startsWith(prefix) ? Optional.of(uriPath.substring(prefix.length())) : Optional.empty();
    }
}
