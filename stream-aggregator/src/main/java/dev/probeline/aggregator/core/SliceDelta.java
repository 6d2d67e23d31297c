package dev.probeline.aggregator.core;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A slice's way from one task to another: its bytes, and behind them the names whose numbers only the sender knows. */
final class SliceDelta {
    private static final byte VERSION = 1;
    private static final int[] NEVER_PUBLISHED = {};

    private SliceDelta() {}

    static byte[] encode(Slice slice, Names names, ByteWriter scratch) {
        byte[] encoded = slice.encode(scratch);
        Set<Integer> used = new TreeSet<>();
        slice.tally.forEachName(used::add);
        scratch.clear();
        scratch.writeByte(VERSION);
        scratch.writeUnsigned(encoded.length);
        scratch.write(encoded);
        scratch.writeUnsigned(used.size());
        for (int number : used) {
            scratch.writeUnsigned(number);
            scratch.writeText(names.name(number));
        }
        return scratch.toBytes();
    }

    /**
     * @param names of the receiver
     * @throws IllegalStateException if the bytes were written by a newer version of this program
     */
    static Slice decode(byte[] bytes, Names names) {
        ByteReader in = new ByteReader(bytes, 0, bytes.length);
        int version = in.readByte();
        if (version != VERSION) {
            throw new IllegalStateException(
                    "slice delta of version " + version + " (expected: " + VERSION + "; run the newer program)");
        }
        byte[] encoded = new byte[(int) in.readUnsigned()];
        in.readBytes(encoded, 0);
        Map<Integer, String> theirNames = new HashMap<>();
        for (long left = in.readUnsigned(); left > 0; left--) {
            int theirs = (int) in.readUnsigned();
            theirNames.put(theirs, in.readText());
        }
        Slice slice = Slice.decode(encoded, NEVER_PUBLISHED, names);
        slice.tally.renumber(theirNames::get, names);
        return slice;
    }
}
