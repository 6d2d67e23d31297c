package dev.probeline.aggregator.topology;

/** Tells whether a partition of a source topic has been read to its end. Asked on the stream thread that reads it. */
@FunctionalInterface
public interface Backlog {
    /** False also where it is not known. */
    boolean isEmpty(String topic, int partition);
}
