package dev.probeline.simulator.io;

import dev.probeline.simulator.core.Truth;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** The last so many requests and what was really done with them. A newer request takes the oldest one's place. */
public final class TruthLog {

    private final AtomicReferenceArray<TruthEntry> ring;
    private final AtomicLong next = new AtomicLong();
    private final Map<String, TruthEntry> byId = new ConcurrentHashMap<>();

    public TruthLog(int capacity) {
        this.ring = new AtomicReferenceArray<>(capacity);
    }

    void add(TruthEntry entry) {
        int slot = (int) (next.getAndIncrement() % ring.length());
        TruthEntry oldest = ring.getAndSet(slot, entry);
        if (oldest != null) {
            byId.remove(oldest.requestId(), oldest);
            byId.remove(oldest.clientRequestId(), oldest);
        }
        byId.put(entry.requestId(), entry);
        if (!entry.clientRequestId().isEmpty()) {
            byId.put(entry.clientRequestId(), entry);
        }
    }

    /** @param id the server's {@code x-request-id} or the caller's {@code X-Client-Request-Id} */
    public Optional<Truth> find(String id) {
        return Optional.ofNullable(byId.get(id)).map(TruthEntry::snapshot);
    }

    /** Those received at {@code instant} or later, oldest first, at most {@code limit} of them. */
    public List<Truth> since(Instant instant, int limit) {
        List<Truth> found = new ArrayList<>();
        long end = next.get();
        for (long i = Math.max(0, end - ring.length()); i < end && found.size() < limit; i++) {
            TruthEntry entry = ring.get((int) (i % ring.length()));
            if (entry != null && !entry.receivedAt().isBefore(instant)) {
                found.add(entry.snapshot());
            }
        }
        return found;
    }

    /** Requests ever recorded, those since forgotten included. */
    public long count() {
        return next.get();
    }
}
