package dev.probeline.alerts.core.state;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** States as long as the process lives, encoded as in the changelog: for replays and tests, which must not differ. */
public final class HeapStates implements States {
    private final Map<String, byte[]> kept = new TreeMap<>();

    @Override
    public SeriesState get(Place place) {
        byte[] bytes = kept.get(place.text());
        return bytes == null ? SeriesState.NEW : StateCodec.decode(bytes);
    }

    @Override
    public void put(Place place, SeriesState state) {
        kept.put(place.text(), StateCodec.encode(state));
    }

    @Override
    public void delete(Place place) {
        kept.remove(place.text());
    }

    @Override
    public void forEach(BiConsumer<Place, SeriesState> action) {
        kept.forEach((place, bytes) -> action.accept(Place.parse(place), StateCodec.decode(bytes)));
    }

    /** As a changelog would have them now. */
    public HeapStates copy() {
        HeapStates copy = new HeapStates();
        copy.kept.putAll(kept);
        return copy;
    }

    /** What is kept, encoded. */
    public long bytes() {
        return kept.values().stream().mapToLong(bytes -> bytes.length).sum();
    }
}
