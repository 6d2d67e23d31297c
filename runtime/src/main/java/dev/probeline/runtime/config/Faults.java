package dev.probeline.runtime.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects the faults of one document and keeps what came from references out of their texts. */
final class Faults {
    private final String source;
    private final Redaction redaction = new Redaction();
    private final List<Fault> list = new ArrayList<>();

    Faults(String source) {
        this.source = source;
    }

    /** With a message of our own, which shows nothing that came from a reference. */
    void add(Position at, String path, String message) {
        list.add(new Fault(source, at.line(), at.column(), path, message));
    }

    void add(Yaml node, String message) {
        add(node.at(), node.path(), message);
    }

    /** With somebody else's message, which may show anything. */
    void addForeign(Yaml node, String path, String message) {
        list.add(foreign(node.at(), path, message));
    }

    /** The same, not added. */
    Fault foreign(Position at, String path, String message) {
        return new Fault(source, at.line(), at.column(), path, redaction.apply(message));
    }

    void hide(String value) {
        redaction.hide(value);
    }

    boolean isEmpty() {
        return list.isEmpty();
    }

    /** In the order of the file. */
    List<Fault> sorted() {
        return list.stream()
                .sorted(Comparator.comparingInt(Fault::line).thenComparingInt(Fault::column))
                .toList();
    }
}
