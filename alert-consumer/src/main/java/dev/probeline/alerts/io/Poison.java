package dev.probeline.alerts.io;

import dev.probeline.schemas.serde.RegistryRefusedException;
import dev.probeline.schemas.serde.RegistryUnavailableException;
import dev.probeline.schemas.serde.UndecodableException;
import java.io.EOFException;
import java.io.IOException;
import org.apache.kafka.common.errors.SerializationException;

/** Tells a record that can never be read from one that cannot be read just now. */
public final class Poison {
    /** Other serializers than ours have no words for it; with them only a failed connection is worth a retry. */
    public static boolean is(Throwable exception) {
        if (exception instanceof UndecodableException) {
            return true;
        }
        if (exception instanceof RegistryUnavailableException
                || exception instanceof RegistryRefusedException
                || !(exception instanceof SerializationException)) {
            return false;
        }
        for (Throwable cause = exception.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException && !(cause instanceof EOFException)) {
                return false;
            }
        }
        return true;
    }

    private Poison() {}
}
