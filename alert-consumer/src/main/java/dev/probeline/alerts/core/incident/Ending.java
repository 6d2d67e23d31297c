package dev.probeline.alerts.core.incident;

/** Why an incident is closed. */
enum Ending {
    /** People were told that it is over. */
    TOLD("told"),
    /** It ended before anybody had to know. */
    NEVER_TOLD("never_told"),
    RESOLVED_NOT_WANTED("resolved_not_wanted"),
    /** The end did not reach the receiver for as long as it is tried. */
    GIVEN_UP("given_up"),
    RECEIVER_REMOVED("receiver_removed");

    private final String text;

    Ending(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }
}
