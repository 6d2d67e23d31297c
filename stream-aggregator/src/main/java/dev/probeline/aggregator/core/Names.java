package dev.probeline.aggregator.core;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Numbers for the words that a task's results carry (error types, models, fingerprints), so that slices hold and compare
 * numbers. Part of the task's state; of bounded size.
 */
final class Names {
    /** Stands for every name that finds no room. */
    static final int OTHER = 0;

    private static final String OTHER_NAME = "_OTHER";
    private static final int MOST = 20_000;
    /** What providers invent must leave room for error types, and those for regions and fault domains. */
    private static final int MOST_ERROR_TYPES = 19_000;

    private static final int MOST_INVENTED = 15_000;
    private static final int LONGEST = 128;

    private final KeyIndex<Integer> numbers = new KeyIndex<>();
    private final List<String> names = new ArrayList<>();
    private int stored;

    Names() {
        names.add(OTHER_NAME);
        numbers.put(OTHER_NAME.getBytes(StandardCharsets.UTF_8), OTHER);
        stored = 1;
    }

    int number(String name) {
        byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
        return number(utf8, 0, utf8.length, MOST);
    }

    /** The number of a result's text. */
    int number(Slot slot, byte[] bytes, int offset, int length) {
        return number(bytes, offset, length, slot == Slot.ERROR_TYPE ? MOST_ERROR_TYPES : MOST_INVENTED);
    }

    private int number(byte[] bytes, int offset, int length, int most) {
        Integer known = numbers.get(bytes, offset, length);
        if (known != null) {
            return known;
        }
        if (names.size() >= most || length > LONGEST) {
            return OTHER;
        }
        String name = new String(bytes, offset, length, StandardCharsets.UTF_8);
        numbers.put(name.getBytes(StandardCharsets.UTF_8), names.size());
        names.add(name);
        return names.size() - 1;
    }

    /** {@link #OTHER} where the text is absent. */
    int numberOf(Observation observation, Slot slot) {
        return observation.has(slot) ? observation.number(slot, this) : OTHER;
    }

    String name(int number) {
        String name = number < names.size() ? names.get(number) : null;
        return name == null ? OTHER_NAME : name;
    }

    /** Puts back a stored one. */
    void restore(int number, String name) {
        while (names.size() <= number) {
            names.add(null);
        }
        names.set(number, name);
        numbers.put(name.getBytes(StandardCharsets.UTF_8), number);
        stored = names.size();
    }

    /** First of those that were never stored; from then on they count as stored. */
    int takeUnstored() {
        int first = stored;
        stored = names.size();
        return first;
    }

    int size() {
        return names.size();
    }
}
