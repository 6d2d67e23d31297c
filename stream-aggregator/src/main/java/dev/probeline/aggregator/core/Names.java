package dev.probeline.aggregator.core;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Numbers for the words that a task's results carry (error types, models, fingerprints), so that slices hold and compare
 * numbers. Part of the task's state; of bounded size, and cleared at a restart of those that no slice holds any more.
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

    private KeyIndex<Integer> numbers = new KeyIndex<>();
    private final List<String> names = new ArrayList<>();
    /** Numbers below the size that no name has. */
    private final Deque<Integer> free = new ArrayDeque<>();

    private List<Integer> unstored = new ArrayList<>();

    Names() {
        names.add(OTHER_NAME);
        numbers.put(OTHER_NAME.getBytes(StandardCharsets.UTF_8), OTHER);
    }

    int number(String name) {
        return number(name, MOST);
    }

    /** The number of a name out of results, whatever kind of name it was there. */
    int numberOfInvented(String name) {
        return number(name, MOST_INVENTED);
    }

    /** The number of a name that was an error type in results. */
    int numberOfErrorType(String name) {
        return number(name, MOST_ERROR_TYPES);
    }

    private int number(String name, int most) {
        byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
        return number(utf8, 0, utf8.length, most);
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
        if (names.size() - free.size() >= most || length > LONGEST) {
            return OTHER;
        }
        String name = new String(bytes, offset, length, StandardCharsets.UTF_8);
        int number = free.isEmpty() ? names.size() : free.pop();
        if (number == names.size()) {
            names.add(null);
        }
        names.set(number, name);
        numbers.put(name.getBytes(StandardCharsets.UTF_8), number);
        unstored.add(number);
        return number;
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
    }

    /** Makes room: of the restored ones these are used, and the others' numbers go to new names. */
    void keepOnly(BitSet used) {
        used.set(OTHER);
        free.clear();
        numbers = new KeyIndex<>();
        for (int number = 0; number < names.size(); number++) {
            if (used.get(number) && names.get(number) != null) {
                numbers.put(names.get(number).getBytes(StandardCharsets.UTF_8), number);
            } else {
                names.set(number, null);
                free.add(number);
            }
        }
        unstored.removeIf(number -> names.get(number) == null);
    }

    /** The numbers of those that were never stored; from then on they count as stored. */
    List<Integer> takeUnstored() {
        List<Integer> numbersToStore = unstored;
        unstored = new ArrayList<>();
        return numbersToStore;
    }

    /** The numbers of all. */
    List<Integer> all() {
        return IntStream.range(OTHER + 1, names.size())
                .filter(number -> names.get(number) != null)
                .boxed()
                .toList();
    }
}
