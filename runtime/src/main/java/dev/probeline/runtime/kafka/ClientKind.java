package dev.probeline.runtime.kafka;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of client a property can be limited to by a prefix. */
enum ClientKind {
    NONE(""),
    PRODUCER("producer."),
    CONSUMER("consumer."),
    ADMIN("admin."),
    STREAMS("streams.");

    private final String prefix;

    ClientKind(String prefix) {
        this.prefix = prefix;
    }

    /** The kind a property is limited to, if it is to one. */
    static Optional<ClientKind> ofProperty(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind != NONE && name.startsWith(kind.prefix))
                .findFirst();
    }

    String strip(String name) {
        return name.substring(prefix.length());
    }
}
