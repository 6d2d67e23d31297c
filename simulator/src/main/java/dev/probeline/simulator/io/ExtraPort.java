package dev.probeline.simulator.io;

import java.util.Locale;

/** A port beside the API's own, for what a response cannot show. */
public enum ExtraPort {
    REFUSED("bound but not listening: connections are refused"),
    HANG("listening with a full backlog: connecting takes for ever"),
    TLS("the API over TLS, with a certificate of the simulator's own authority"),
    TLS_EXPIRED("the same with a certificate that expired yesterday"),
    TLS_WRONG_HOST("the same with a certificate for another host");

    private final String description;

    ExtraPort(String description) {
        this.description = description;
    }

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String description() {
        return description;
    }
}
