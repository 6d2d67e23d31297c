package dev.probeline.schemas.serde;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A request and its whole answer within a time. {@link HttpRequest.Builder#timeout} does not do that: it ends with the
 * answer's headers, and whoever sends no body after them is waited for without end.
 */
record BoundedExchange(HttpClient client, Duration bound) {

    /**
     * @throws HttpTimeoutException if the answer is not complete in time; the connection is then closed
     * @throws IOException if there is none for another reason
     */
    HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<String>> answer = client.sendAsync(request, BodyHandlers.ofString());
        try {
            return answer.get(bound.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new HttpTimeoutException(
                    "no complete answer within " + bound.toMillis() + " ms (" + RegistryConfig.READ_TIMEOUT + ")");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException fault ? fault : new IOException(e.getCause());
        } finally {
            answer.cancel(true);
        }
    }
}
