package dev.probeline.aggregator.core;

import dev.probeline.schemas.SeriesKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** All series of a task, the roll-ups made of them here, and what they contribute to those made elsewhere. */
final class Population {
    private final Grid grid;
    private final Names names;
    private final List<RollUp> local;
    private final List<RollUp> coarse;
    private final KeyIndex<Series> byKey = new KeyIndex<>();
    private final List<Series> series = new ArrayList<>();
    private final List<Series> rollUps = new ArrayList<>();
    private final Map<SeriesKey, Share> shares = new HashMap<>();

    Population(Grid grid, Names names, List<RollUp> rollUps) {
        this.grid = grid;
        this.names = names;
        this.local = rollUps.stream().filter(RollUp::isLocal).toList();
        this.coarse = rollUps.stream().filter(rollUp -> !rollUp.isLocal()).toList();
    }

    /** A series, or null. */
    Series get(byte[] key) {
        return key == null ? null : byKey.get(key);
    }

    /** In no particular order. */
    List<Series> series() {
        return series;
    }

    /** In no particular order; each is to close after its members. */
    List<Series> rollUps() {
        return rollUps;
    }

    Iterable<Share> shares() {
        return shares.values();
    }

    /** A series whose first attempt completed in this slice. */
    Series begin(byte[] key, long index, long closed) {
        SeriesKey labels = SeriesKey.parse(new String(key, StandardCharsets.UTF_8));
        Series begun = new Series(grid, names, labels, key, SeriesRecord.of(index, closed), false);
        hold(begun, index, closed);
        begun.reach(index, closed);
        return begun;
    }

    private void hold(Series one, long index, long closed) {
        byKey.put(one.keyBytes, one);
        series.add(one);
        for (RollUp rollUp : local) {
            SeriesKey labels = rollUp.of(one.key);
            byte[] key = labels.toString().getBytes(StandardCharsets.UTF_8);
            Series sum = byKey.get(key);
            if (sum == null) {
                sum = new Series(grid, names, labels, key, SeriesRecord.of(index, closed), true);
                byKey.put(key, sum);
                rollUps.add(sum);
            }
            one.join(sum);
        }
        for (RollUp rollUp : coarse) {
            one.join(shares.computeIfAbsent(rollUp.of(one.key), Share::new));
        }
    }

    /**
     * Takes over what was stored.
     *
     * @param wanted which series, of those that are not roll-ups made here
     * @return roll-ups that the configuration does not name any more, to be forgotten
     */
    List<Series> restore(List<Series> stored, Predicate<SeriesKey> wanted, long closed) {
        Map<Boolean, List<Series>> byKind = stored.stream().collect(Collectors.partitioningBy(one -> one.isRollUp));
        List<Series> obsolete = new ArrayList<>();
        Set<SeriesKey> made = new HashSet<>();
        for (Series one : byKind.get(false)) {
            local.forEach(rollUp -> made.add(rollUp.of(one.key)));
        }
        for (Series rollUp : byKind.get(true)) { // before their members, which look for them
            if (made.contains(rollUp.key)) {
                byKey.put(rollUp.keyBytes, rollUp);
                rollUps.add(rollUp);
            } else {
                obsolete.add(rollUp);
            }
        }
        for (Series one : byKind.get(false)) {
            if (wanted.test(one.key)) {
                hold(one, Math.min(one.lastActive(), closed + 1), closed);
            } else {
                obsolete.add(one);
            }
        }
        return obsolete;
    }

    /** Forgets those that have expired, in a list of ours, but at most so many of them; returns them. */
    List<Series> expire(List<Series> some, long closed, int most) {
        List<Series> expired =
                some.stream().filter(one -> isExpired(one, closed)).limit(most).toList();
        expired.forEach(one -> {
            one.leave();
            byKey.remove(one.keyBytes);
        });
        some.removeAll(new HashSet<>(expired));
        shares.values().removeIf(Share::isEmpty);
        return expired;
    }

    boolean isExpired(Series one, long closed) {
        return closed - one.lastActive() > grid.expiry();
    }
}
