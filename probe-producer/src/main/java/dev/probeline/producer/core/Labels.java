package dev.probeline.producer.core;

import com.fasterxml.jackson.databind.JsonNode;

/** What an answer says of its own origin; null where it does not say. */
record Labels(String model, String systemFingerprint, String serviceTier) {
    static final Labels NONE = new Labels(null, null, null);
    private static final int LONGEST = 128;

    /** These labels, completed by a later part of the answer: the first word counts. */
    Labels or(JsonNode part) {
        if (model != null && systemFingerprint != null && serviceTier != null) {
            return this;
        }
        return new Labels(
                first(model, part, "model"),
                first(systemFingerprint, part, "system_fingerprint"),
                first(serviceTier, part, "service_tier"));
    }

    static String bounded(String text) {
        return text == null || text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }

    private static String first(String known, JsonNode part, String name) {
        return known != null ? known : bounded(Json.text(part, name));
    }
}
