package dev.probeline.alerts.channel;

import dev.probeline.alerts.core.notify.Answer;
import dev.probeline.alerts.core.notify.RetryAfter;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Clock;
import okhttp3.Call;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Okio;

/** Makes a call and tells only what the decision about it needs; messages of exceptions hold URLs, so they stay here. */
public final class HttpAnswer {
    private static final MediaType JSON = MediaType.get("application/json");

    /** A request that carries JSON; it may be given headers. */
    public static Request.Builder post(String url, byte[] json) {
        return new Request.Builder().url(url).post(RequestBody.create(json, JSON));
    }

    public static Answer to(Call call, Clock clock) {
        try (Response response = call.execute()) {
            // An answer that breaks off may hide a failure behind a good status.
            response.body().source().readAll(Okio.blackhole());
            return status(response, clock);
        } catch (IOException e) {
            return failed(e);
        }
    }

    public static Answer status(Response response, Clock clock) {
        return new Answer.Status(response.code(), RetryAfter.parse(response.header("Retry-After"), clock.instant()));
    }

    public static Answer failed(IOException e) {
        return e instanceof InterruptedIOException ? new Answer.TimedOut() : new Answer.Unreachable();
    }

    private HttpAnswer() {}
}
