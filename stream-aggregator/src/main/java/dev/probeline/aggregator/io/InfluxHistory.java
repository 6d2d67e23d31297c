package dev.probeline.aggregator.io;

import com.influxdb.client.InfluxDBClient;
import com.influxdb.exceptions.InfluxException;
import com.influxdb.query.FluxRecord;
import com.influxdb.query.FluxTable;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads from InfluxDB 2.x, in Flux. */
public final class InfluxHistory implements HistoryReader {
    private record Place(Map<String, String> tags, Instant at) {}

    private final InfluxDBClient client;
    private final InfluxSettings settings;

    public InfluxHistory(InfluxSettings settings) {
        this.settings = settings;
        this.client = InfluxConnection.open(settings);
    }

    @Override
    public List<HistoryRow> read(HistoryQuery query) throws IOException {
        List<FluxTable> tables;
        try {
            tables = client.getQueryApi().query(FluxQuery.of(query, settings.bucket()), settings.org());
        } catch (InfluxException e) {
            throw new IOException("InfluxDB: " + e.getMessage(), e);
        }
        Map<Place, Map<String, Double>> rows = new LinkedHashMap<>();
        for (FluxTable table : tables) {
            for (FluxRecord record : table.getRecords()) {
                rows.computeIfAbsent(place(query.measurement(), record), place -> new HashMap<>())
                        .put(record.getField(), number(record));
            }
        }
        List<HistoryRow> found = new ArrayList<>(rows.size());
        rows.forEach((place, values) -> found.add(new HistoryRow(place.tags, place.at, values)));
        return HistoryRow.inOrder(query.measurement(), found);
    }

    private static Place place(Measurement measurement, FluxRecord record) {
        Map<String, String> tags = new HashMap<>();
        for (String tag : measurement.tags()) {
            tags.put(tag, TagText.label((String) record.getValueByKey(tag)));
        }
        return new Place(tags, record.getTime());
    }

    private static Double number(FluxRecord record) throws IOException {
        if (record.getValue() instanceof Number number) {
            return number.doubleValue();
        }
        throw new IOException("field " + record.getField() + ": " + record.getValue() + " (expected: a number)");
    }

    @Override
    public void close() {
        client.close();
    }
}
