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
            return StoreAnswer.failure(e.status(), e.errorBody(), reason(e), RetryAfter.of(headers.get("Retry-After")));
        }
    }

    /** The client has no words for an answer without a message. */
    private static String reason(InfluxException e) {
        return e.getMessage() != null ? e.getMessage() : "HTTP status code: " + e.status() + " " + e.errorBody();
    }

    @Override
    public void close() {
        client.close();
    }
}
