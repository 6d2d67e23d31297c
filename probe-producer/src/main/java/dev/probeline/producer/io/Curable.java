package dev.probeline.producer.io;

import dev.probeline.schemas.serde.Poison;
import java.io.IOException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;

/** Tells failures that time heals from those of the one result. */
final class Curable {
    private Curable() {}

    /** A registry that is away or refuses us looks like a fault of the record; it is none. */
    static boolean registry(SerializationException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException || cause instanceof RetriableException) {
                return true;
            }
        }
        return !Poison.is(e);
    }

    /** What concerns the cluster or our rights on it. */
    static boolean cluster(Exception e) {
        return e instanceof TimeoutException || rights(e);
    }

    static boolean rights(Exception e) {
        return e instanceof AuthenticationException || e instanceof AuthorizationException;
    }
}
