package dev.probeline.producer.io;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Keeps OkHttp from acting on an answer, such as sending the request again after a 503 with {@code Retry-After: 0}: it
 * would hide an attempt. It sees a 200 whatever came, and the status travels in a header.
 */
final class LeftAlone implements Interceptor {
    private static final String STATUS = "Probeline-Status";

    @Override
    public Response intercept(Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        return response.newBuilder()
                .header(STATUS, String.valueOf(response.code()))
                .code(200)
                .build();
    }

    /** What the server said. */
    static int status(Response response) {
        return Integer.parseInt(response.header(STATUS));
    }
}
