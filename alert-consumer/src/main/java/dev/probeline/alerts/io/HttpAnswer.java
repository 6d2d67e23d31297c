package dev.probeline.alerts.io;

import dev.probeline.alerts.core.notify.Answer;
import dev.probeline.alerts.core.notify.RetryAfter;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Clock;
import okhttp3.Call;
import okhttp3.Response;
import okio.Okio;

/** Makes a call and tells only what the decision about it needs; messages of exceptions hold URLs, so they stay here. */
final class HttpAnswer {
    static Answer to(Call call, Clock clock) {
        try (Response response = call.execute()) {
            // An answer that breaks off may hide a failure behind a good status.
            response.body().source().readAll(Okio.blackhole());
            return status(response, clock);
        } catch (IOException e) {
            return failed(e);
        }
    }

    static Answer status(Response response, Clock clock) {
        return new Answer.Status(response.code(), RetryAfter.parse(response.header("Retry-After"), clock.instant()));
    }

    static Answer failed(IOException e) {
        return e instanceof InterruptedIOException ? new Answer.TimedOut() : new Answer.Unreachable();
    }

    private HttpAnswer() {}
}
