package dev.probeline.bench.core;

/**
 * How far a process was at one moment.
 *
 * @param nanos of a clock that only goes forward
 * @param cpuNanos CPU time of the whole process so far
 * @param records processed so far
 */
public record Sample(long nanos, long cpuNanos, long records) {}
