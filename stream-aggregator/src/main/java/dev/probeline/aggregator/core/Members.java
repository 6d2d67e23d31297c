package dev.probeline.aggregator.core;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The series a roll-up takes together. It holds nothing of its own: every sum is made of theirs when it is asked for. */
final class Members implements Content {
    private final List<Series> all = new ArrayList<>(0);
    private final boolean byRegion;

    /** @param byRegion whether it is told what each region's part is */
    Members(boolean byRegion) {
        this.byRegion = byRegion;
    }

    void add(Series member) {
        all.add(member);
    }

    void remove(Series member) {
        all.remove(member);
    }

    List<Series> all() {
        return all;
    }

    @Override
    public Sums sums(int kind) {
        return sum(member -> member.past().sums(kind));
    }

    @Override
    public Sums sumsAhead(int kind, long closed, long end) {
        return sum(member -> member.past().sumsAhead(kind, closed, end));
    }

    private Sums sum(Function<Series, Sums> part) {
        Sums sums = new Sums();
        for (Series member : all) {
            add(member, part.apply(member), sums);
        }
        return sums;
    }

    private void add(Series member, Sums part, Sums to) {
        to.add(part);
        if (byRegion && part.tally.attempts > 0) {
            to.tally.regions().add(member.region, part.tally, part.values[Quantity.LATENCY.place].bins);
        }
    }

    @Override
    public Extremes extremesSince(long slice) {
        return extremes(member -> member.past().extremesSince(slice));
    }

    @Override
    public Extremes extremesAhead(long from) {
        return extremes(member -> member.past().extremesAhead(from));
    }

    private Extremes extremes(Function<Series, Extremes> part) {
        Extremes extremes = new Extremes();
        all.forEach(member -> extremes.add(part.apply(member)));
        return extremes;
    }

    @Override
    public Walk walk(int kind, long firstEnd) {
        List<Walk> walks =
                all.stream().map(member -> member.past().walk(kind, firstEnd)).toList();
        return new Walk() {
            @Override
            public void to(long end) {
                walks.forEach(walk -> walk.to(end));
            }

            @Override
            public Sums sums() {
                Sums sums = new Sums();
                for (int i = 0; i < walks.size(); i++) {
                    add(all.get(i), walks.get(i).sums(), sums);
                }
                return sums;
            }

            @Override
            public Extremes extremes() {
                Extremes extremes = new Extremes();
                walks.forEach(walk -> extremes.add(walk.extremes()));
                return extremes;
            }
        };
    }
}
