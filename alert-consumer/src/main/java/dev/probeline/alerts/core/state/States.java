package dev.probeline.alerts.core.state;

import java.util.function.BiConsumer;

/** Where the states are kept. */
public interface States {
    /** {@link SeriesState#NEW} where none is kept. */
    SeriesState get(Place place);

    void put(Place place, SeriesState state);

    void delete(Place place);

    /** What is called may not change what is kept. */
    void forEach(BiConsumer<Place, SeriesState> action);
}
