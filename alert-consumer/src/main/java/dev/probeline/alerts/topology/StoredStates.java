package dev.probeline.alerts.topology;

import dev.probeline.alerts.core.state.Place;
import dev.probeline.alerts.core.state.SeriesState;
import dev.probeline.alerts.core.state.States;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The states of one task in its store, and the open alerts among them counted. */
final class StoredStates implements States {
    private final KeyValueStore<String, SeriesState> store;
    private final OpenAlerts.Share open;

    StoredStates(KeyValueStore<String, SeriesState> store, OpenAlerts.Share open) {
        this.store = store;
        this.open = open;
        forEach((place, state) -> open.now(place.text(), state.open()));
    }

    @Override
    public SeriesState get(Place place) {
        SeriesState stored = store.get(place.text());
        return stored == null ? SeriesState.NEW : stored;
    }

    @Override
    public void put(Place place, SeriesState state) {
        String key = place.text();
        store.put(key, state);
        open.now(key, state.open());
    }

    @Override
    public void delete(Place place) {
        store.delete(place.text());
        open.now(place.text(), Collections.emptySortedMap());
    }

    @Override
    public void forEach(BiConsumer<Place, SeriesState> action) {
        List<KeyValue<String, SeriesState>> all = new ArrayList<>();
        try (KeyValueIterator<String, SeriesState> entries = store.all()) {
            entries.forEachRemaining(all::add);
        }
        all.forEach(entry -> action.accept(Place.parse(entry.key), entry.value));
    }
}
