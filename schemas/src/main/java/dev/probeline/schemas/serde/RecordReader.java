package dev.probeline.schemas.serde;

import java.io.IOException;

/**
 * Reads the Avro binary of one writer's schema as whatever its user needs of it. Safe for use by many threads.
 *
 * @param <T> what comes of a record
 */
@FunctionalInterface
public interface RecordReader<T> {
    /**
     * @param length of the record; all of it must be used
     * @throws IOException or any unchecked exception if these bytes are no such record
     */
    T read(byte[] bytes, int offset, int length) throws IOException;

    /** More bytes than the record has. */
    final class LeftOverException extends IOException {
        private static final long serialVersionUID = 1L;

        public LeftOverException() {
            super("bytes are left over after the record");
        }
    }
}
