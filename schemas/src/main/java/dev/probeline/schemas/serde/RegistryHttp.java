package dev.probeline.schemas.serde;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries one request to the first registry that answers, and comes back after a while if none does. */
final class RegistryHttp {
    private static final Logger LOG = LoggerFactory.getLogger(RegistryHttp.class);
    private static final String TYPE = "application/vnd.schemaregistry.v1+json";

    private final RegistryConfig config;
    private final BoundedExchange exchange;
    private volatile int preferred;
    private volatile boolean away;

    RegistryHttp(RegistryConfig config) {
        this.config = config;
        HttpClient.Builder builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(config.connectTimeout());
        config.tls().ifPresent(builder::sslContext);
        this.exchange = new BoundedExchange(builder.build(), config.readTimeout());
    }

    RegistryAnswer get(String path) {
        return ask("GET", path, HttpRequest.BodyPublishers.noBody());
    }

    RegistryAnswer post(String path, String json) {
        return ask("POST", path, HttpRequest.BodyPublishers.ofString(json));
    }

    private RegistryAnswer ask(String method, String path, BodyPublisher body) {
        for (int retry = 0; ; retry++) {
            Round round = askEach(method, path, body);
            if (round.answer() != null) {
                return round.answer();
            }
            if (retry == config.backoff().retries()) {
                throw new RegistryUnavailableException(round.fault(), round.cause());
            }
            pause(retry, round);
        }
    }

    /** One attempt at every registry, beginning with the one that answered last. */
    private Round askEach(String method, String path, BodyPublisher body) {
        List<RegistryUrl> urls = config.urls();
        int first = preferred;
        Round last = null;
        for (int i = 0; i < urls.size(); i++) {
            int at = (first + i) % urls.size();
            last = askOne(urls.get(at), method, path, body);
            if (last.answer() != null) {
                preferred = at;
                back(urls.get(at));
                return last;
            }
            gone(last.fault());
        }
        return last;
    }

    private Round askOne(RegistryUrl url, String method, String path, BodyPublisher body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url.resolve(path))
                .method(method, body)
                .header("Accept", TYPE)
                .header("Content-Type", TYPE);
        url.authorization().ifPresent(credentials -> request.header("Authorization", credentials));
        String at = "schema registry " + url + " (" + RegistryConfig.URL + "): ";
        try {
            var response = exchange.send(request.build());
            RegistryAnswer answer = RegistryAnswer.of(url, response.statusCode(), response.body());
            return answer.passing()
                    ? new Round(null, (at + "HTTP " + answer.status() + " " + answer.message()).strip(), null)
                    : new Round(answer, null, null);
        } catch (IOException e) {
            if (untrusted(e)) {
                throw new RegistryRefusedException(
                        at + "its certificate is not trusted (expected: schema.registry.ssl.truststore.location with"
                                + " the authority that signed it, and a certificate for this host name)",
                        e);
            }
            return new Round(null, at + "does not answer, " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegistryUnavailableException(at + "interrupted while waiting for it", e);
        }
    }

    private static boolean untrusted(Throwable fault) {
        return fault != null && (fault instanceof GeneralSecurityException || untrusted(fault.getCause()));
    }

    private void pause(int retry, Round round) {
        try {
            Thread.sleep(config.backoff()
                    .before(retry, ThreadLocalRandom.current().nextDouble())
                    .toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegistryUnavailableException(round.fault(), e);
        }
    }

    private void gone(String fault) {
        if (away) {
            LOG.debug("{}", fault);
        } else {
            away = true;
            LOG.warn("{}; what is known goes on, the rest is tried again", fault);
        }
    }

    private void back(RegistryUrl url) {
        if (away) {
            away = false;
            LOG.info("schema registry {} answers", url);
        }
    }

    /** An answer, or why there is none. */
    private record Round(RegistryAnswer answer, String fault, IOException cause) {}
}
