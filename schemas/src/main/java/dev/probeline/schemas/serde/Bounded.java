package dev.probeline.schemas.serde;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map of bounded size: the least recently used entry goes first. Safe for use by many threads. */
final class Bounded<K, V> {
    private final Map<K, V> entries;

    Bounded(int size) {
        entries = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > size;
            }
        };
    }

    /** @return null if there is none */
    synchronized V get(K key) {
        return entries.get(key);
    }

    synchronized void put(K key, V value) {
        entries.put(key, value);
    }
}
