package dev.probeline.aggregator.io;

import com.influxdb.client.InfluxDBClient;
import com.influxdb.client.InfluxDBClientFactory;
import com.influxdb.client.InfluxDBClientOptions;
import com.influxdb.client.domain.WritePrecision;
import com.influxdb.client.write.Point;
import com.influxdb.exceptions.InfluxException;
import java.util.List;
import okhttp3.OkHttpClient;

/** Writes points, all of a list or none for certain. */
final class InfluxWriter implements AutoCloseable {
    /** A write that will never succeed: the store has read the points and refuses one of them. */
    static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        RefusedException(String message) {
            super(message);
        }
    }

    /** A write that may succeed later. */
    static final class UnavailableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnavailableException(String message) {
            super(message);
        }
    }

    private final InfluxDBClient client;

    InfluxWriter(InfluxSettings settings) {
        OkHttpClient.Builder http = new OkHttpClient.Builder()
                .followRedirects(false)
                .connectTimeout(settings.timeout())
                .readTimeout(settings.timeout())
                .writeTimeout(settings.timeout())
                .callTimeout(settings.timeout().multipliedBy(2));
        String token = settings.token().reveal();
        InfluxDBClientOptions.Builder options = InfluxDBClientOptions.builder()
                .url(settings.url().toString())
                .org(settings.org())
                .bucket(settings.bucket())
                .precision(WritePrecision.MS)
                .okHttpClient(http);
        if (!token.isEmpty()) {
            options.authenticateToken(token.toCharArray());
        }
        client = InfluxDBClientFactory.create(options.build());
    }

    void write(List<Point> points) throws RefusedException, UnavailableException {
        try {
            client.getWriteApiBlocking().writePoints(points);
        } catch (InfluxException e) {
            // 400 and 422: the points themselves; 413: too many at once. Anything else may heal, a wrong token too.
            if (e.status() == 400 || e.status() == 413 || e.status() == 422) {
                throw new RefusedException(e.getMessage());
            }
            throw new UnavailableException(e.getMessage());
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
