package dev.probeline.runtime.health;

/** Whether something a service depends on can be used just now; may do I/O and may be slow, but shall end. */
@FunctionalInterface
public interface Check {
    CheckResult check();
}
