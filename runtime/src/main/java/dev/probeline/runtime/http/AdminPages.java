package dev.probeline.runtime.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.probeline.runtime.health.CheckResult;
import dev.probeline.runtime.health.Readiness;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers for each path of the admin server. */
final class AdminPages implements HttpHandler {
    private static final Logger log = LoggerFactory.getLogger(AdminPages.class);
    private static final String PATHS = "/health/live\n/health/ready\n/metrics\n";
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String JSON = "application/json";
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
    private static final String OPENMETRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    private record Answer(int status, String type, String body) {}

    private final PrometheusMeterRegistry registry;
    private final Readiness readiness;

    AdminPages(PrometheusMeterRegistry registry, Readiness readiness) {
        this.registry = registry;
        this.readiness = readiness;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer = answerOrFailure(exchange);
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.getResponseHeaders().set("Content-Type", answer.type());
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            if (answer.status() == 405) {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
            }
            if (head) {
                exchange.getResponseHeaders().set("Content-Length", String.valueOf(body.length));
            }
            exchange.sendResponseHeaders(answer.status(), head ? -1 : body.length);
            if (!head) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    private Answer answerOrFailure(HttpExchange exchange) {
        try {
            return answer(exchange);
        } catch (RuntimeException e) {
            log.atWarn()
                    .addKeyValue("path", exchange.getRequestURI().getPath())
                    .setCause(e)
                    .log("An admin page failed");
            return new Answer(500, TEXT, "failed; the reason is in the log\n");
        }
    }

    private Answer answer(HttpExchange exchange) {
        String method = exchange.getRequestMethod();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            return new Answer(405, TEXT, "only GET and HEAD\n");
        }
        return switch (exchange.getRequestURI().getPath()) {
            case "/health/live" -> live();
            case "/health/ready" -> ready();
            case "/metrics" -> metrics(exchange.getRequestHeaders().getFirst("Accept"));
            default -> new Answer(404, TEXT, "no such page; there are:\n" + PATHS);
        };
    }

    /** Down only where a restart helps: whoever asks restarts what is down. */
    private Answer live() {
        boolean up = readiness.results().values().stream().noneMatch(CheckResult::hopeless);
        return new Answer(up ? 200 : 503, JSON, "{\"status\":\"" + (up ? "up" : "down") + "\"}\n");
    }

    private Answer ready() {
        Map<String, CheckResult> results = readiness.results();
        boolean up = results.values().stream().allMatch(CheckResult::ok);
        return new Answer(up ? 200 : 503, JSON, ReadinessJson.of(up, results));
    }

    private Answer metrics(String accept) {
        String type = accept != null && accept.contains("application/openmetrics-text") ? OPENMETRICS : PROMETHEUS;
        return new Answer(200, type, registry.scrape(type));
    }
}
