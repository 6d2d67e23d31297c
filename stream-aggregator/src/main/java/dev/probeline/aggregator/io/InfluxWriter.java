package dev.probeline.aggregator.io;

import com.influxdb.client.InfluxDBClient;
import com.influxdb.client.write.Point;
import com.influxdb.exceptions.InfluxException;
import dev.probeline.aggregator.io.StoreAnswer.Taken;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes points and says what became of them. */
final class InfluxWriter implements AutoCloseable {
    private final InfluxDBClient client;

    InfluxWriter(InfluxSettings settings) {
        client = InfluxConnection.open(settings);
    }

    StoreAnswer write(List<Point> points) {
        try {
            client.getWriteApiBlocking().writePoints(points);
            return new Taken();
        } catch (InfluxException e) {
            Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            headers.putAll(e.headers());
            return StoreAnswer.failure(
                    e.status(), e.errorBody(), e.getMessage(), RetryAfter.of(headers.get("Retry-After")));
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
