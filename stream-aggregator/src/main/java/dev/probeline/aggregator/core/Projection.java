package dev.probeline.aggregator.core;

import dev.probeline.schemas.events.FaultDomain;
import dev.probeline.schemas.events.Outcome;
import dev.probeline.schemas.serde.RecordReader;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * Reads of a result only what the aggregation needs. The steps are made once from the schema it was written with, so
 * fields may be added, left out where optional, and stand in any order.
 */
final class Projection implements RecordReader<Observation> {
    /** Bits of a step: what it reads, whether null may stand there and under which branch, and the place it goes to. */
    private static final int KIND = 0xf;

    /** Of the kinds that begin with a whole number of variable length. */
    private static final int VARINT = 0x8;

    private static final int NUMBER = VARINT;
    private static final int ENUM = VARINT | 1;
    private static final int COUNTED = VARINT | 2;
    private static final int DOUBLE = 1;
    private static final int FLOAT = 2;
    private static final int BOOLEAN = 3;
    private static final int FIXED = 4;
    private static final int NOTHING = 5;

    private static final int NULLABLE = 0x10;
    private static final int NULL_SECOND = 0x20;
    private static final int PLACE_SHIFT = 8;

    private static final int LONGEST_VARINT = 64;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final int[] steps;
    /** By place; for a fixed type its size. */
    private final int[][] symbols;

    private Projection(int[] steps, int[][] symbols) {
        this.steps = steps;
        this.symbols = symbols;
    }

    /** Empty where the schema holds what only a whole decoder can read, such as a map. */
    static Optional<Projection> of(Schema writer) {
        List<Schema.Field> fields = writer.getFields();
        int[] steps = new int[fields.size()];
        int[][] symbols = new int[fields.size()][];
        EnumSet<Slot> missing = EnumSet.allOf(Slot.class);
        missing.removeIf(slot -> !slot.required);
        for (int i = 0; i < steps.length; i++) {
            Schema schema = fields.get(i).schema();
            int nullable = nullable(schema);
            Schema value = nullable == 0 ? schema : schema.getTypes().get(nullable == NULLABLE ? 1 : 0);
            int kind = kind(value.getType());
            Slot slot = Slot.of(fields.get(i).name());
            if (kind < 0 || (slot != null && !canRead(slot, value.getType(), nullable))) {
                return Optional.empty();
            }
            missing.remove(slot);
            int place = slot == null ? Observation.NOWHERE : slot.place;
            steps[i] = kind | nullable | place << PLACE_SHIFT;
            symbols[i] = kind == FIXED ? new int[] {value.getFixedSize()} : symbols(slot, value);
        }
        return missing.isEmpty() ? Optional.of(new Projection(steps, symbols)) : Optional.empty();
    }

    /** 0 for what is no union of null and something else. */
    private static int nullable(Schema schema) {
        if (schema.getType() != Schema.Type.UNION || schema.getTypes().size() != 2 || !schema.isNullable()) {
            return 0;
        }
        return schema.getIndexNamed("null") == 0 ? NULLABLE : NULLABLE | NULL_SECOND;
    }

    /** −1 for what cannot be read or passed over here. */
    private static int kind(Schema.Type type) {
        return switch (type) {
            case INT, LONG -> NUMBER;
            case DOUBLE -> DOUBLE;
            case FLOAT -> FLOAT;
            case BOOLEAN -> BOOLEAN;
            case ENUM -> ENUM;
            case STRING, BYTES -> COUNTED;
            case FIXED -> FIXED;
            case NULL -> NOTHING;
            case ARRAY, MAP, RECORD, UNION -> -1;
        };
    }

    private static boolean canRead(Slot slot, Schema.Type type, int nullable) {
        boolean fits = switch (slot.kind) {
            case WHOLE -> type == Schema.Type.INT || type == Schema.Type.LONG;
            case REAL -> type == Schema.Type.FLOAT || type == Schema.Type.DOUBLE;
            case BOOLEAN -> type == Schema.Type.BOOLEAN;
            case SYMBOL -> type == Schema.Type.ENUM;
            case TEXT -> type == Schema.Type.STRING;
        };
        return fits && (nullable == 0 || !slot.required);
    }

    /** Ours for each of the writer's symbols; {@code unknown} for one that is newer than we are. */
    private static int[] symbols(Slot slot, Schema writer) {
        if (writer.getType() != Schema.Type.ENUM || slot == null) {
            return new int
                    [writer.getType() == Schema.Type.ENUM
                            ? writer.getEnumSymbols().size()
                            : 0];
        }
        Schema ours = slot == Slot.OUTCOME ? Outcome.getClassSchema() : FaultDomain.getClassSchema();
        return writer.getEnumSymbols().stream()
                .map(symbol -> ours.hasEnumSymbol(symbol) ? symbol : ours.getEnumDefault())
                .mapToInt(ours::getEnumOrdinal)
                .toArray();
    }

    /**
     * One loop over plain numbers and no calls in the usual case: this runs for every event.
     *
     * @throws IndexOutOfBoundsException where the bytes end too early
     */
    @Override
    public Observation read(byte[] bytes, int offset, int length) throws IOException {
        long[] places = new long[Observation.NOWHERE + 1];
        long present = 0;
        int end = offset + length;
        int at = offset;
        for (int i = 0; i < steps.length; i++) {
            int step = steps[i];
            if ((step & NULLABLE) != 0) {
                int branch = bytes[at++];
                if ((branch & ~2) != 0) {
                    throw new IllegalArgumentException("no branch of a union of two");
                }
                if (branch == ((step & NULL_SECOND) == 0 ? 0 : 2)) {
                    continue;
                }
            }
            int place = step >>> PLACE_SHIFT;
            present |= 1L << place;
            if ((step & VARINT) != 0) {
                long raw = bytes[at++];
                if (raw < 0) {
                    raw &= 0x7f;
                    int shift = 7;
                    byte next;
                    do {
                        next = bytes[at++];
                        raw |= (next & 0x7fL) << shift;
                        shift += 7;
                    } while (next < 0 && shift < LONGEST_VARINT);
                    if (next < 0) {
                        throw new IllegalArgumentException("a whole number of more than 64 bits");
                    }
                }
                long number = raw >>> 1 ^ -(raw & 1);
                switch (step & KIND) {
                    case COUNTED -> {
                        if (number < 0 || number > end - at) {
                            throw new IllegalArgumentException("a text longer than the record");
                        }
                        places[place] = (long) at << Integer.SIZE | number;
                        at += (int) number;
                    }
                    case ENUM -> places[place] = symbols[i][(int) number];
                    default -> places[place] = number;
                }
                continue;
            }
            switch (step & KIND) {
                case DOUBLE -> {
                    places[place] = (long) LONG.get(bytes, at);
                    at += Long.BYTES;
                }
                case FLOAT -> {
                    places[place] = Double.doubleToRawLongBits(Float.intBitsToFloat((int) INT.get(bytes, at)));
                    at += Integer.BYTES;
                }
                case BOOLEAN -> places[place] = bytes[at++];
                case FIXED -> at += symbols[i][0];
                default -> {} // null takes no bytes
            }
        }
        if (at < end) {
            throw new LeftOverException();
        }
        if (at > end) {
            throw new IndexOutOfBoundsException("a record that ends in the middle");
        }
        return new Observation(bytes, places, present);
    }
}
