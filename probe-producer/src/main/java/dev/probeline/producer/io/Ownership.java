package dev.probeline.producer.io;

import dev.probeline.runtime.health.CheckResult;

/** Which targets are this instance's to probe, just now. */
public interface Ownership extends AutoCloseable {

    /** Every target. */
    Ownership ALL = new Ownership() {
        @Override
        public boolean owns(String target) {
            return true;
        }
    };

    boolean owns(String target);

    default void start() {}

    default CheckResult check() {
        return CheckResult.up();
    }

    @Override
    default void close() {}
}
