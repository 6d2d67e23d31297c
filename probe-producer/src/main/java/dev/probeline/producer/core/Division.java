package dev.probeline.producer.core;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Divides shares among the members of a group so that each has as many targets as the next, and moves no share that it
 * need not. Shares without a target count too, but only where the targets leave a choice.
 */
public final class Division {
    private final int[] targets;
    private final SortedMap<String, Set<Integer>> parts = new TreeMap<>();

    private Division(int[] targets) {
        this.targets = targets;
    }

    /**
     * @param targets how many fall on each share
     * @param held what each member has already; no share twice
     */
    public static Map<String, Set<Integer>> of(int[] targets, Map<String, ? extends Set<Integer>> held) {
        Division division = new Division(targets.clone());
        held.forEach((member, shares) -> division.parts.put(member, new TreeSet<>(shares)));
        division.giveOutWhatNobodyHas();
        while (division.even()) {
            // one exchange after the other; each makes the parts strictly more even
        }
        return division.parts;
    }

    private void giveOutWhatNobodyHas() {
        Set<Integer> taken = new HashSet<>();
        parts.values().forEach(taken::addAll);
        Comparator<Integer> heaviestFirst = Comparator.comparing(share -> -weight(share));
        List<Integer> free = IntStream.range(0, targets.length)
                .boxed()
                .filter(share -> !taken.contains(share))
                .sorted(heaviestFirst)
                .toList();
        free.forEach(share -> parts.get(least()).add(share));
    }

    /** Moves one share from the busiest member to the least busy, or exchanges two. False when nothing helps. */
    private boolean even() {
        Set<Integer> most = parts.get(most());
        Set<Integer> least = parts.get(least());
        long gap = weightOf(most) - weightOf(least);
        Integer gives = null;
        Integer takes = null;
        long left = gap;
        for (Integer share : most) {
            for (Integer back : withNone(least)) {
                long after = Math.abs(gap - 2 * (weight(share) - (back == null ? 0 : weight(back))));
                if (after < left) {
                    left = after;
                    gives = share;
                    takes = back;
                }
            }
        }
        if (gives == null) {
            return false;
        }
        most.remove(gives);
        least.add(gives);
        if (takes != null) {
            least.remove(takes);
            most.add(takes);
        }
        return true;
    }

    private static Iterable<Integer> withNone(Set<Integer> shares) {
        List<Integer> all = new ArrayList<>(shares);
        all.add(0, null);
        return all;
    }

    private String most() {
        return parts.keySet().stream()
                .max(Comparator.comparingLong(member -> weightOf(parts.get(member))))
                .orElseThrow();
    }

    private String least() {
        return parts.keySet().stream()
                .min(Comparator.comparingLong(member -> weightOf(parts.get(member))))
                .orElseThrow();
    }

    private long weightOf(Set<Integer> shares) {
        return shares.stream().mapToLong(this::weight).sum();
    }

    /** One target outweighs all shares, so that the number of shares decides only between equals. */
    private long weight(int share) {
        return (long) targets[share] * (targets.length + 1) + 1;
    }
}
