package dev.probeline.alerts.core.message;

/** Cuts texts to a receiver's limit, so that a long error message shortens a notification instead of losing it. */
public final class Cut {
    /** At most so many UTF-16 units, never half a character, with an ellipsis where something is missing. */
    public static String to(int limit, String text) {
        if (text.length() <= limit) {
            return text;
        }
        int end = limit - 1;
        if (Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end) + "…";
    }

    private Cut() {}
}
