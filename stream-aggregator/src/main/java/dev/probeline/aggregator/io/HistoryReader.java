package dev.probeline.aggregator.io;

import java.io.IOException;
import java.util.List;

/** Reads back what the sink has stored. */
public interface HistoryReader extends AutoCloseable {
    /**
     * @return the buckets that hold a value, by series and then by time
     * @throws IOException where the store is away or refuses
     */
    List<HistoryRow> read(HistoryQuery query) throws IOException;

    @Override
    void close();
}
