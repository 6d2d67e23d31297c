package dev.probeline.dashboard.io.web;

import java.util.Map;

/** What a request to the API gets. */
record Answer(int status, Content content, Map<String, String> headers) {
    private static final String JSON = "application/json";

    static Answer ok(Json.Body body) {
        return new Answer(200, Content.of(JSON, Json.object(body)), Map.of());
    }

    static Answer json(int status, byte[] json) {
        return new Answer(status, Content.of(JSON, json), Map.of());
    }

    static Answer said(int status, String message) {
        return json(status, Json.message(message));
    }

    Answer with(String name, String value) {
        return new Answer(status, content, Map.of(name, value));
    }
}
