package dev.probeline.alerts.channel;

import java.time.Duration;
import okhttp3.OkHttpClient;

/** HTTP clients for receivers: bounded, and never carrying a secret on to where a redirect points. */
public final class HttpClients {
    /** @param timeout of a whole call, from connect to the last byte */
    public static OkHttpClient within(Duration timeout) {
        return new OkHttpClient.Builder()
                .followRedirects(false)
                .followSslRedirects(false)
                // A request that may have arrived is ours to repeat, not the client's.
                .retryOnConnectionFailure(false)
                .connectTimeout(timeout)
                .readTimeout(timeout)
                .writeTimeout(timeout)
                .callTimeout(timeout)
                .build();
    }

    private HttpClients() {}
}
