package dev.probeline.quickstart.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;

/** Which earlier versions a new schema must get on with, and in which direction. */
enum Compatibility {
    NONE(false, false, false),
    BACKWARD(true, false, false),
    BACKWARD_TRANSITIVE(true, false, true),
    FORWARD(false, true, false),
    FORWARD_TRANSITIVE(false, true, true),
    FULL(true, true, false),
    FULL_TRANSITIVE(true, true, true);

    private final boolean newReadsOld;
    private final boolean oldReadsNew;
    private final boolean transitive;

    Compatibility(boolean newReadsOld, boolean oldReadsNew, boolean transitive) {
        this.newReadsOld = newReadsOld;
        this.oldReadsNew = oldReadsNew;
        this.transitive = transitive;
    }

    static Compatibility named(String name) {
        try {
            return valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new RegistryFault(
                    RegistryFault.Code.INVALID_COMPATIBILITY,
                    "Invalid compatibility level: " + name + " (expected: one of " + List.of(values()) + ")");
        }
    }

    /**
     * @param earlier versions of the subject, oldest first
     * @return what stands against the new schema; empty if nothing does
     */
    List<String> objections(Schema candidate, List<Schema> earlier) {
        List<Schema> relevant =
                transitive || earlier.isEmpty() ? earlier : earlier.subList(earlier.size() - 1, earlier.size());
        List<String> objections = new ArrayList<>();
        for (Schema old : relevant) {
            if (newReadsOld) {
                objections.addAll(unreadable(candidate, old, "the new schema cannot read the old one"));
            }
            if (oldReadsNew) {
                objections.addAll(unreadable(old, candidate, "the old schema cannot read the new one"));
            }
        }
        return objections;
    }

    private static List<String> unreadable(Schema reader, Schema writer, String direction) {
        return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                .getResult()
                .getIncompatibilities()
                .stream()
                .map(found ->
                        direction + ": " + found.getType() + " at " + found.getLocation() + ": " + found.getMessage())
                .toList();
    }
}
