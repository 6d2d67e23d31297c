package dev.probeline.aggregator.core;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * A state in memory, of a task that is being restored or waits as a standby: small, because it may hold every slice of
 * every series, and given away series by series while they are made of it.
 *
 * <p>What many keys have in common is held once: all but the last four bytes, which in the keys of a series tell only the
 * slot.
 */
public final class Entries implements State {
    private static final int TAIL = Integer.BYTES;

    private final Map<ByteBuffer, PackedValues> groups = new HashMap<>();
    /** Those with a key too short to be parted. */
    private final Map<ByteBuffer, byte[]> others = new HashMap<>();

    private final ByteWriter scratch = new ByteWriter();

    @Override
    public void delete(byte[] key) {
        put(key, null);
    }

    /** @param value null takes the entry out */
    @Override
    public void put(byte[] key, byte[] value) {
        if (key.length <= TAIL) {
            if (value == null) {
                others.remove(ByteBuffer.wrap(key));
            } else {
                others.put(ByteBuffer.wrap(key), value);
            }
            return;
        }
        int tail = ByteBuffer.wrap(key).getInt(key.length - TAIL);
        ByteBuffer head = ByteBuffer.wrap(key, 0, key.length - TAIL);
        PackedValues group = groups.get(head);
        if (group == null) {
            if (value == null) {
                return;
            }
            group = new PackedValues();
            groups.put(ByteBuffer.wrap(Arrays.copyOf(key, key.length - TAIL)), group);
        }
        group.put(tail, value, scratch);
        if (value == null && group.isEmpty()) {
            groups.remove(head);
        }
    }

    @Override
    public void forEach(byte kind, BiConsumer<byte[], byte[]> entry) {
        others.forEach((key, value) -> {
            if (key.hasRemaining() && key.get(0) == kind) {
                entry.accept(bytes(key, 0), value);
            }
        });
        groups.forEach((head, group) -> {
            if (head.get(0) == kind) {
                group.forEach((tail, value) -> {
                    byte[] key = bytes(head, TAIL);
                    ByteBuffer.wrap(key).putInt(head.remaining(), tail);
                    entry.accept(key, value);
                });
            }
        });
    }

    /** @param more room behind them */
    private static byte[] bytes(ByteBuffer from, int more) {
        byte[] bytes = new byte[from.remaining() + more];
        from.get(0, bytes, 0, from.remaining());
        return bytes;
    }

    /** They are forgotten, so that what is made of them has room. */
    @Override
    public void take(byte[] head, Numbered entry) {
        PackedValues group = groups.remove(ByteBuffer.wrap(head));
        if (group != null) {
            group.forEach(entry);
        }
    }
}
