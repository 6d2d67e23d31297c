package dev.probeline.aggregator.core;

import dev.probeline.schemas.events.FaultDomain;
import dev.probeline.schemas.events.Outcome;
import dev.probeline.schemas.serde.RecordReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * Reads of a result only what the aggregation needs. The steps are made once from the schema it was written with, so
 * fields may be added, left out where optional, and stand in any order.
 */
final class Projection implements RecordReader<Observation> {
    private static final int SKIP = -1;
    private static final int NO_BRANCH = -1;

    /**
     * One field of the writer's.
     *
     * @param slot where it goes, or −1
     * @param nullBranch which branch of its union is null, or −1
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Step(Schema.Type type, int slot, int nullBranch, int[] symbols, int size) {}

    private final Step[] steps;

    private Projection(List<Step> steps) {
        this.steps = steps.toArray(Step[]::new);
    }

    /** Empty where the schema holds what only a whole decoder can read, such as a map. */
    static Optional<Projection> of(Schema writer) {
        List<Step> steps = new ArrayList<>();
        EnumSet<Slot> missing = EnumSet.allOf(Slot.class);
        missing.removeIf(slot -> !slot.required);
        for (Schema.Field field : writer.getFields()) {
            Optional<Step> step = step(field, missing);
            if (step.isEmpty()) {
                return Optional.empty();
            }
            steps.add(step.get());
        }
        return missing.isEmpty() ? Optional.of(new Projection(steps)) : Optional.empty();
    }

    private static Optional<Step> step(Schema.Field field, EnumSet<Slot> missing) {
        Schema schema = field.schema();
        int nullBranch = NO_BRANCH;
        if (schema.getType() == Schema.Type.UNION) {
            List<Schema> branches = schema.getTypes();
            nullBranch = branches.size() == 2 && schema.isNullable() ? schema.getIndexNamed("null") : NO_BRANCH;
            if (nullBranch == NO_BRANCH) {
                return Optional.empty();
            }
            schema = branches.get(1 - nullBranch);
        }
        Slot slot = Slot.of(field.name());
        if (slot == null) {
            int size = schema.getType() == Schema.Type.FIXED ? schema.getFixedSize() : 0;
            return canSkip(schema.getType())
                    ? Optional.of(new Step(schema.getType(), SKIP, nullBranch, null, size))
                    : Optional.empty();
        }
        if (!canRead(slot.kind, schema.getType()) || (slot.required && nullBranch != NO_BRANCH)) {
            return Optional.empty();
        }
        missing.remove(slot);
        int[] symbols = slot.kind == Slot.Kind.SYMBOL ? symbols(slot, schema) : null;
        return Optional.of(new Step(schema.getType(), slot.place, nullBranch, symbols, 0));
    }

    private static boolean canSkip(Schema.Type type) {
        return switch (type) {
            case ARRAY, MAP, RECORD, UNION -> false;
            default -> true;
        };
    }

    private static boolean canRead(Slot.Kind kind, Schema.Type type) {
        return switch (kind) {
            case WHOLE -> type == Schema.Type.INT || type == Schema.Type.LONG;
            case REAL -> type == Schema.Type.FLOAT || type == Schema.Type.DOUBLE;
            case BOOLEAN -> type == Schema.Type.BOOLEAN;
            case SYMBOL -> type == Schema.Type.ENUM;
            case TEXT -> type == Schema.Type.STRING;
        };
    }

    /** Ours for each of the writer's symbols; {@code unknown} for one that is newer than we are. */
    private static int[] symbols(Slot slot, Schema writer) {
        Schema ours = slot == Slot.OUTCOME ? Outcome.getClassSchema() : FaultDomain.getClassSchema();
        return writer.getEnumSymbols().stream()
                .map(symbol -> ours.hasEnumSymbol(symbol) ? symbol : ours.getEnumDefault())
                .mapToInt(ours::getEnumOrdinal)
                .toArray();
    }

    @Override
    public Observation read(byte[] bytes, int offset, int length) throws IOException {
        ByteReader in = new ByteReader(bytes, offset, length);
        Observation observation = new Observation(bytes);
        for (Step step : steps) {
            if (step.nullBranch != NO_BRANCH) {
                long branch = in.readLong();
                if (branch == step.nullBranch) {
                    continue;
                }
                if (branch != 1 - step.nullBranch) {
                    throw new IOException("branch " + branch + " of a union of two");
                }
            }
            read(in, step, observation);
        }
        if (!in.isEnd()) {
            throw new LeftOverException();
        }
        return observation;
    }

    private static void read(ByteReader in, Step step, Observation to) throws IOException {
        switch (step.type) {
            case INT, LONG -> put(to, step, in.readLong());
            case DOUBLE -> put(to, step, in.readDoubleBits());
            case FLOAT -> put(to, step, Double.doubleToRawLongBits(in.readFloat()));
            case BOOLEAN -> put(to, step, in.readByte());
            case ENUM -> {
                int symbol = in.readInt();
                put(to, step, step.slot == SKIP ? 0 : step.symbols[symbol]);
            }
            case STRING, BYTES -> {
                int length = in.skipText();
                if (step.slot != SKIP) {
                    to.setText(step.slot, in.at() - length, length);
                }
            }
            case FIXED -> in.skip(step.size);
            case NULL -> {}
            default -> throw new IllegalStateException(step.type.name().toLowerCase(Locale.ROOT));
        }
    }

    private static void put(Observation to, Step step, long bits) {
        if (step.slot != SKIP) {
            to.set(step.slot, bits);
        }
    }
}
