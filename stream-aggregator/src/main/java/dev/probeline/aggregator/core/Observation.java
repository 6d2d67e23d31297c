package dev.probeline.aggregator.core;

import dev.probeline.schemas.events.FaultDomain;
import dev.probeline.schemas.events.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What the aggregation reads of one attempt, without an object per field: 64 bits for each {@link Slot}, and texts left
 * where they are in the record's bytes until somebody asks for them.
 */
public final class Observation {
    private static final int SUCCESS = Outcome.getClassSchema().getEnumOrdinal(Outcome.success.toString());
    private static final FaultDomain[] DOMAINS = FaultDomain.getClassSchema().getEnumSymbols().stream()
            .map(FaultDomain::valueOf)
            .toArray(FaultDomain[]::new);

    /** A place for what nobody asks for. */
    static final int NOWHERE = Slot.COUNT;

    private final byte[] bytes;
    private final long[] places;
    private final long present;

    /**
     * @param bytes hold the texts
     * @param places by slot; of a text its offset in the upper half and its length in the lower
     * @param present a bit for each slot
     */
    Observation(byte[] bytes, long[] places, long present) {
        this.bytes = bytes;
        this.places = places;
        this.present = present;
    }

    /** Event time, milliseconds since the epoch. */
    public long completedAtMs() {
        return places[Slot.COMPLETED_AT.place];
    }

    /** Instance that made the call. */
    public String prober() {
        return text(Slot.PROBER);
    }

    boolean has(Slot slot) {
        return (present >>> slot.place & 1) != 0;
    }

    /** 0 where absent. */
    long whole(Slot slot) {
        return places[slot.place];
    }

    /** 0 where absent. */
    double real(Slot slot) {
        return Double.longBitsToDouble(places[slot.place]);
    }

    boolean isLast() {
        return places[Slot.FINAL.place] != 0;
    }

    boolean succeeded() {
        return places[Slot.OUTCOME.place] == SUCCESS;
    }

    FaultDomain faultDomain() {
        return DOMAINS[(int) places[Slot.FAULT_DOMAIN.place]];
    }

    /** @return null where absent */
    String text(Slot slot) {
        return has(slot) ? new String(bytes, offset(slot), length(slot), StandardCharsets.UTF_8) : null;
    }

    /** The number of a text that is there. */
    int number(Slot slot, Names names) {
        return names.number(slot, bytes, offset(slot), length(slot));
    }

    /** Whether the labels, joined by bars as they are, spell these bytes. */
    boolean isLabelled(byte[] joined) {
        int at = 0;
        for (Slot label : Slot.LABELS) {
            int offset = offset(label);
            int end = at + length(label);
            boolean last = label == Slot.API_KEY_ALIAS;
            if (last ? end != joined.length : end >= joined.length || joined[end] != '|') {
                return false;
            }
            if (!Arrays.equals(joined, at, end, bytes, offset, offset + end - at)) {
                return false;
            }
            at = end + 1;
        }
        return true;
    }

    private int offset(Slot slot) {
        return (int) (places[slot.place] >>> Integer.SIZE);
    }

    private int length(Slot slot) {
        return (int) places[slot.place];
    }

    /** By field name, texts and symbols in words; for tests and faults. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("Observation[");
        for (Slot slot : Slot.values()) {
            if (has(slot)) {
                text.append(slot.field()).append('=').append(word(slot)).append(' ');
            }
        }
        return text.append(']').toString();
    }

    private Object word(Slot slot) {
        return switch (slot.kind) {
            case TEXT -> text(slot);
            case REAL -> real(slot);
            default -> whole(slot);
        };
    }
}
