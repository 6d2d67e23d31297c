package dev.probeline.schemas.serde;

import dev.probeline.schemas.events.ProbeResult;
import org.apache.avro.util.ClassSecurityValidator;

/**
 * Lets Avro make records of the generated package, and of no other: since 1.12.2 it refuses every class that a schema
 * names until it is told to trust it.
 */
final class TrustedRecords {
    private static final String PACKAGE = ProbeResult.class.getPackageName() + ".";

    static {
        // Added to what was trusted before, so that an application's own records stay readable.
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                ClassSecurityValidator.getGlobal(), type -> type.getName().startsWith(PACKAGE)));
    }

    private TrustedRecords() {}

    /** Takes effect once for the JVM, however often it is called. */
    static void trust() {}
}
