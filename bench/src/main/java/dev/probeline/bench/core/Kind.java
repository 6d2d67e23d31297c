package dev.probeline.bench.core;

/** What is measured. */
public enum Kind {
    /** A loop that polls and looks at nothing. */
    RAW_POLL,
    /** A loop that polls and decodes each value to the generated record: what nobody who reads all fields can beat. */
    POLL_DECODE,
    /** The stream aggregator, exactly once. */
    AGGREGATOR,
    /** The hopping window of the Kafka Streams DSL, exactly once. */
    DSL,
    /** Apache Flink's sliding window with its state on the heap, no checkpoints. */
    FLINK
}
