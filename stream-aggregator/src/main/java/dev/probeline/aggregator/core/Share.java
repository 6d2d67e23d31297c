package dev.probeline.aggregator.core;

import dev.probeline.schemas.SeriesKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What the series of one task contribute to a roll-up that is put together elsewhere, from the shares of all tasks. */
final class Share {
    private static final int NOT_PUBLISHED = 0;

    /** Of the roll-up, UTF-8. */
    final byte[] key;

    private final boolean byRegion;
    private final List<Series> members = new ArrayList<>();

    Share(SeriesKey rollUp) {
        this.key = rollUp.toString().getBytes(StandardCharsets.UTF_8);
        this.byRegion = rollUp.region().equals(SeriesKey.ALL);
    }

    void add(Series member) {
        members.add(member);
    }

    void remove(Series member) {
        members.remove(member);
    }

    boolean isEmpty() {
        return members.isEmpty();
    }

    /** Of a slice that has just closed; null where nothing was seen and nothing was due. */
    Slice closed(long index) {
        Slice sum = new Slice(index, NOT_PUBLISHED);
        for (Series member : members) {
            Slice slice = member.past().closed(index);
            if (slice != null) {
                add(member, slice, sum);
            }
            sum.tally.dueThousandths += member.dueThousandths(index);
        }
        return sum.tally.attempts == 0 && sum.tally.dueThousandths == 0 ? null : sum;
    }

    /** Of what a member saw too late for its slice's close. */
    Slice late(Series member, Slice late) {
        Slice sum = new Slice(late.index, NOT_PUBLISHED);
        add(member, late, sum);
        return sum;
    }

    private void add(Series member, Slice part, Slice to) {
        to.add(part);
        if (byRegion) {
            Bins latency = part.measurements[Quantity.LATENCY.place].values.bins;
            to.tally.regions().add(member.region, part.tally, latency);
        }
    }
}
