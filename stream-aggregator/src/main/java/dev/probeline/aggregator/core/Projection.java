package dev.probeline.aggregator.core;

import dev.probeline.schemas.events.FaultDomain;
import dev.probeline.schemas.events.Outcome;
import dev.probeline.schemas.serde.RecordReader;
import java.io.IOException;
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

    private static final int NUMBER = 0;
    private static final int DOUBLE = 1;
    private static final int FLOAT = 2;
    private static final int BOOLEAN = 3;
    private static final int ENUM = 4;
    private static final int COUNTED = 5;
    private static final int FIXED = 6;
    private static final int NOTHING = 7;

    private static final int NULLABLE = 0x10;
    private static final int NULL_SECOND = 0x20;
    private static final int PLACE_SHIFT = 8;

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

    /** One loop over plain numbers and no calls that leave it: this runs for every event. */
    @Override
    public Observation read(byte[] bytes, int offset, int length) throws IOException {
        ByteReader in = new ByteReader(bytes, offset, length);
        long[] places = new long[Observation.NOWHERE + 1];
        long present = 0;
        for (int i = 0; i < steps.length; i++) {
            int step = steps[i];
            if ((step & NULLABLE) != 0 && in.readBranch() == ((step & NULL_SECOND) == 0 ? 0 : 1)) {
                continue;
            }
            int place = step >>> PLACE_SHIFT;
            present |= 1L << place;
            switch (step & KIND) {
                case NUMBER -> places[place] = in.readLong();
                case DOUBLE -> places[place] = in.readDoubleBits();
                case FLOAT -> places[place] = Double.doubleToRawLongBits(in.readFloat());
                case BOOLEAN -> places[place] = in.readByte();
                case ENUM -> places[place] = symbols[i][in.readInt()];
                case COUNTED -> places[place] = in.passText();
                case FIXED -> in.skip(symbols[i][0]);
                default -> {} // null takes no bytes
            }
        }
        if (!in.isEnd()) {
            throw new LeftOverException();
        }
        return new Observation(bytes, places, present);
    }
}
