package dev.probeline.producer.core;

import com.fasterxml.jackson.databind.JsonNode;

/** What an answer says of its own origin; null where it does not say. */
public record Labels(String model, String systemFingerprint, String serviceTier) {
    public static final Labels NONE = new Labels(null, null, null);
    private static final int LONGEST = 128;

    /** From the members of these names. */
    public static Labels of(JsonNode part) {
        return new Labels(
                bounded(Json.text(part, "model")),
                bounded(Json.text(part, "system_fingerprint")),
                bounded(Json.text(part, "service_tier")));
    }

    /** These labels, completed by later ones. */
    public Labels or(Labels later) {
        return new Labels(
                model == null ? later.model : model,
                systemFingerprint == null ? later.systemFingerprint : systemFingerprint,
                serviceTier == null ? later.serviceTier : serviceTier);
    }

    /** Null where there is no text: Azure's first chunk says that its model is "". */
    public static String bounded(String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
