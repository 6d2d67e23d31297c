package dev.probeline.dashboard.core;

import java.util.LinkedHashMap;
import java.util.Map;

/** How many requests each client may still make: a bucket that fills at a rate. Many clients share the memory for a few. */
public final class Paces {
    private static final int CLIENTS = 2048;
    private static final int AT_ONCE_SECONDS = 10;

    private final int perSecond;
    private final Map<String, double[]> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, double[]> eldest) {
            return size() > CLIENTS;
        }
    };

    public Paces(int perSecond) {
        this.perSecond = perSecond;
    }

    /** @param nowMs milliseconds of any clock; where it goes back, nothing is filled up meanwhile */
    public synchronized boolean allows(String client, long nowMs) {
        double most = (double) perSecond * AT_ONCE_SECONDS;
        double[] bucket = buckets.computeIfAbsent(client, name -> new double[] {most, nowMs});
        bucket[0] = Math.min(most, bucket[0] + Math.max(0, nowMs - bucket[1]) * perSecond / 1000.0);
        bucket[1] = nowMs;
        if (bucket[0] < 1) {
            return false;
        }
        bucket[0]--;
        return true;
    }
}
