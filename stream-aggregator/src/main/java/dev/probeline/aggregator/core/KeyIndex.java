package dev.probeline.aggregator.core;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Finds a value by the bytes of a text, so that nothing has to be made of the texts of every record. */
final class KeyIndex<V> {
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long MIX = 0x9E3779B97F4A7C15L;
    private static final int ROOM = 16;

    private byte[][] keys = new byte[ROOM][];
    private Object[] values = new Object[ROOM];
    private int size;

    int size() {
        return size;
    }

    /** @return null if there is none */
    V get(byte[] key) {
        return get(key, 0, key.length);
    }

    /** @return null if there is none */
    @SuppressWarnings("unchecked") // only put() writes it
    V get(byte[] bytes, int offset, int length) {
        return (V) values[place(bytes, offset, length)];
    }

    /** @param key not to be changed afterwards */
    void put(byte[] key, V value) {
        int place = place(key);
        if (keys[place] == null) {
            size++;
        }
        keys[place] = key;
        values[place] = value;
        if (size * 2 > keys.length) {
            resize(keys.length * 2);
        }
    }

    /** Seldom: the rest is laid out anew. */
    void remove(byte[] key) {
        int place = place(key);
        if (keys[place] != null) {
            keys[place] = null;
            values[place] = null;
            size--;
            resize(keys.length);
        }
    }

    private void resize(int capacity) {
        byte[][] oldKeys = keys;
        Object[] oldValues = values;
        keys = new byte[capacity][];
        values = new Object[capacity];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != null) {
                int place = place(oldKeys[i]);
                keys[place] = oldKeys[i];
                values[place] = oldValues[i];
            }
        }
    }

    private int place(byte[] key) {
        return place(key, 0, key.length);
    }

    /** Where the key is, or the free place where it would go. */
    private int place(byte[] bytes, int offset, int length) {
        int mask = keys.length - 1;
        int place = (int) hash(bytes, offset, length) & mask;
        while (keys[place] != null
                && !Arrays.equals(keys[place], 0, keys[place].length, bytes, offset, offset + length)) {
            place = place + 1 & mask;
        }
        return place;
    }

    private static long hash(byte[] bytes, int offset, int length) {
        long hash = length;
        int at = offset;
        int end = offset + length;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            hash = (hash ^ (long) WORDS.get(bytes, at)) * MIX;
            hash ^= hash >>> 32;
        }
        for (; at < end; at++) {
            hash = (hash ^ bytes[at]) * MIX;
        }
        return hash ^ hash >>> 29;
    }
}
