package dev.probeline.aggregator.core;

/** What is measured of a successful attempt. */
enum Quantity {
    LATENCY(Slot.LATENCY_MS),
    TTFT(Slot.TTFT_MS),
    SPEED(Slot.OUTPUT_TOKENS_PER_SECOND);

    static final Quantity[] ALL = values();

    /** Among those of a slice. */
    @SuppressWarnings("EnumOrdinal") // nothing that is stored depends on it
    final int place = ordinal();

    final Slot slot;

    Quantity(Slot slot) {
        this.slot = slot;
    }
}
