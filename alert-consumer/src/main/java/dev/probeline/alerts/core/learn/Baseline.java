package dev.probeline.alerts.core.learn;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * What is usual for a positive value, in logarithms: its level of late, and for each hour of the day how much it is off
 * that level. 220 bytes, however long it learns.
 */
public final class Baseline implements Memory {
    static final int HOURS = 24;

    final long newestMs;
    final int seen;
    final float level;
    final float spread;
    final float[] season;
    final short[] seasonSeen;

    Baseline(long newestMs, int seen, float level, float spread, float[] season, short[] seasonSeen) {
        this.newestMs = newestMs;
        this.seen = seen;
        this.level = level;
        this.spread = spread;
        this.season = season;
        this.seasonSeen = seasonSeen;
    }

    static Baseline beginningWith(double first) {
        return new Baseline(Long.MIN_VALUE, 0, (float) first, 0, new float[HOURS], new short[HOURS]);
    }

    void write(DataOutputStream out) throws IOException {
        out.writeLong(newestMs);
        out.writeInt(seen);
        out.writeFloat(level);
        out.writeFloat(spread);
        for (int hour = 0; hour < HOURS; hour++) {
            out.writeFloat(season[hour]);
            out.writeShort(seasonSeen[hour]);
        }
    }

    static Baseline read(DataInputStream in) throws IOException {
        long newestMs = in.readLong();
        int seen = in.readInt();
        float level = in.readFloat();
        float spread = in.readFloat();
        float[] season = new float[HOURS];
        short[] seasonSeen = new short[HOURS];
        for (int hour = 0; hour < HOURS; hour++) {
            season[hour] = in.readFloat();
            seasonSeen[hour] = in.readShort();
        }
        return new Baseline(newestMs, seen, level, spread, season, seasonSeen);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Baseline baseline
                && newestMs == baseline.newestMs
                && seen == baseline.seen
                && level == baseline.level
                && spread == baseline.spread
                && Arrays.equals(season, baseline.season)
                && Arrays.equals(seasonSeen, baseline.seasonSeen);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(newestMs) * 31 + Float.hashCode(level);
    }

    @Override
    public String toString() {
        return "Baseline of " + seen + " values";
    }
}
