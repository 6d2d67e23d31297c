package dev.probeline.producer.core;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Which share of the region's work each target falls on: by its name, and on the next share with room where that one
 * has as many as an even spread allows (hashing with bounded loads, Mirrokni et al. 2016). A target that is added or
 * removed moves few others.
 */
public final class Placement {
    private Placement() {}

    /** @return a share from 0 to {@code shares} − 1 for each target */
    public static Map<String, Integer> of(Collection<String> targets, int shares) {
        List<String> names = List.copyOf(new TreeSet<>(targets));
        int room = (names.size() + shares - 1) / shares;
        int[] placed = new int[shares];
        Map<String, Integer> placement = new HashMap<>();
        for (String name : names) {
            int share = Share.of(name, shares);
            while (placed[share] == room) {
                share = (share + 1) % shares;
            }
            placed[share]++;
            placement.put(name, share);
        }
        return placement;
    }

    /** How many targets fall on each share. */
    public static int[] weights(Collection<String> targets, int shares) {
        int[] weights = new int[shares];
        of(targets, shares).values().forEach(share -> weights[share]++);
        return weights;
    }
}
