package dev.probeline.aggregator.io;

import com.influxdb.client.InfluxDBClient;
import com.influxdb.client.InfluxDBClientFactory;
import com.influxdb.client.InfluxDBClientOptions;
import com.influxdb.client.domain.WritePrecision;
import okhttp3.OkHttpClient;

/** Opens the client that writing and reading share: with time limits, and without following anybody elsewhere. */
final class InfluxConnection {
    private InfluxConnection() {}

    static InfluxDBClient open(InfluxSettings settings) {
        OkHttpClient.Builder http = new OkHttpClient.Builder()
                .followRedirects(false)
                .connectTimeout(settings.timeout())
                .readTimeout(settings.timeout())
                .writeTimeout(settings.timeout())
                .callTimeout(settings.timeout().multipliedBy(2));
        if (!settings.token().isEmpty()) {
            http.addInterceptor(chain -> chain.proceed(chain.request()
                    .newBuilder()
                    .header("Authorization", "Token " + settings.token().current())
                    .build()));
        }
        InfluxDBClientOptions.Builder options = InfluxDBClientOptions.builder()
                .url(settings.url().toString())
                .org(settings.org())
                .bucket(settings.bucket())
                .precision(WritePrecision.MS)
                .okHttpClient(http);
        return InfluxDBClientFactory.create(options.build());
    }
}
