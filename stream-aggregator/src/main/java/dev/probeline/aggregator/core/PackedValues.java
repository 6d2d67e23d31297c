package dev.probeline.aggregator.core;

import java.util.Arrays;

/**
 * Values by number, where values of numbers next to each other are alike: ten in a row are held as one array, each by what
 * differs from the one before it.
 */
final class PackedValues {
    private static final int PER_RUN = 10;
    /** So many equal bytes are worth interrupting a difference. */
    private static final int WORTH_SKIPPING = 3;

    private static final byte[] NOTHING = {};

    /** Ascending. */
    private int[] runs = {};

    private byte[][] packed = {};
    private int size;
    /** The run written last, which is likely to be written next. */
    private byte[][] open = new byte[PER_RUN][];

    private int openRun;

    /** @param value null takes it out */
    void put(int number, byte[] value, ByteWriter scratch) {
        int run = Math.floorDiv(number, PER_RUN);
        if (run != openRun) {
            close(scratch);
            openRun = run;
            int place = Arrays.binarySearch(runs, 0, size, run);
            open = place < 0 ? new byte[PER_RUN][] : unpack(packed[place]);
            if (place >= 0) {
                size--;
                System.arraycopy(runs, place + 1, runs, place, size - place);
                System.arraycopy(packed, place + 1, packed, place, size - place);
                packed[size] = null;
            }
        }
        open[Math.floorMod(number, PER_RUN)] = value;
    }

    boolean isEmpty() {
        return size == 0 && isOpenEmpty();
    }

    void forEach(State.Numbered each) {
        for (int i = 0; i < size; i++) {
            show(runs[i], unpack(packed[i]), each);
        }
        show(openRun, open, each);
    }

    private static void show(int run, byte[][] values, State.Numbered each) {
        for (int i = 0; i < PER_RUN; i++) {
            if (values[i] != null) {
                each.accept(run * PER_RUN + i, values[i]);
            }
        }
    }

    private void close(ByteWriter scratch) {
        if (isOpenEmpty()) {
            return;
        }
        int place = -Arrays.binarySearch(runs, 0, size, openRun) - 1;
        if (size == runs.length) {
            int length = size + size / 4 + 1;
            runs = Arrays.copyOf(runs, length);
            packed = Arrays.copyOf(packed, length);
        }
        System.arraycopy(runs, place, runs, place + 1, size - place);
        System.arraycopy(packed, place, packed, place + 1, size - place);
        runs[place] = openRun;
        packed[place] = pack(open, scratch);
        size++;
    }

    private boolean isOpenEmpty() {
        for (byte[] value : open) {
            if (value != null) {
                return false;
            }
        }
        return true;
    }

    private static byte[] pack(byte[][] values, ByteWriter out) {
        out.clear();
        byte[] before = NOTHING;
        for (byte[] value : values) {
            out.writeUnsigned(value == null ? 0 : value.length + 1);
            if (value != null) {
                writeDifference(before, value, out);
                before = value;
            }
        }
        return out.toBytes();
    }

    /** Equal bytes to skip and differing ones to read, in turn. */
    private static void writeDifference(byte[] before, byte[] value, ByteWriter out) {
        int at = 0;
        while (at < value.length) {
            int from = at + equal(before, value, at);
            int to = from;
            while (to < value.length) {
                int equal = equal(before, value, to);
                if (equal >= WORTH_SKIPPING || (equal > 0 && to + equal == value.length)) {
                    break;
                }
                to += Math.max(equal, 1);
            }
            out.writeUnsigned(from - at);
            out.writeUnsigned(to - from);
            for (int i = from; i < to; i++) {
                out.writeByte(value[i]);
            }
            at = to;
        }
    }

    private static int equal(byte[] before, byte[] value, int from) {
        int most = Math.min(before.length, value.length);
        int at = from;
        while (at < most && before[at] == value[at]) {
            at++;
        }
        return Math.max(at, from) - from;
    }

    private static byte[][] unpack(byte[] packed) {
        ByteReader in = new ByteReader(packed, 0, packed.length);
        byte[][] values = new byte[PER_RUN][];
        byte[] before = NOTHING;
        for (int i = 0; i < PER_RUN; i++) {
            int length = (int) in.readUnsigned() - 1;
            if (length >= 0) {
                byte[] value = Arrays.copyOf(before, length);
                int at = 0;
                while (at < length) {
                    at += (int) in.readUnsigned();
                    for (int left = (int) in.readUnsigned(); left > 0; left--) {
                        value[at++] = (byte) in.readByte();
                    }
                }
                values[i] = value;
                before = value;
            }
        }
        return values;
    }
}
