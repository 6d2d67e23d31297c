package dev.probeline.producer.io;

import dev.probeline.runtime.health.CheckResult;
import java.util.Set;

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

    /** There are other targets now. */
    default void replace(Set<String> targets) {}

    default void start() {}

    default CheckResult check() {
        return CheckResult.up();
    }

    @Override
    default void close() {}
}
