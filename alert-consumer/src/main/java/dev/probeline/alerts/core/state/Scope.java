package dev.probeline.alerts.core.state;

import java.util.Locale;

/** How far a trouble reaches, as far as the probes can tell. */
public enum Scope {
    UNKNOWN("not known how far it reaches"),
    PROVIDER("the whole provider"),
    MODEL("this model in most regions"),
    REGION("this region only"),
    ACCOUNT("one account"),
    /** Our own network, prober or configuration: it says nothing about the provider. */
    OURS("our own network or probers");

    private final String words;

    Scope(String words) {
        this.words = words;
    }

    /** For people. */
    public String words() {
        return words;
    }

    /** For events. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
