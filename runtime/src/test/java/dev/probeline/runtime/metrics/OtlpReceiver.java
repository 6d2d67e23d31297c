package dev.probeline.runtime.metrics;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/** What a collector does at its door: takes exports over HTTP and decodes them. */
final class OtlpReceiver implements AutoCloseable {
    private final HttpServer server;
    private final List<ResourceMetrics> received = new CopyOnWriteArrayList<>();
    private volatile Headers headers;
    private volatile int status = 200;
    private final AtomicInteger calls = new AtomicInteger();

    OtlpReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/metrics", this::take);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1/metrics");
    }

    void answerWith(int code) {
        status = code;
    }

    int calls() {
        return calls.get();
    }

    Headers headers() {
        return headers;
    }

    /** Of the newest export that held it. */
    Optional<Metric> metric(String name) {
        return received.stream()
                .flatMap(resource -> resource.getScopeMetricsList().stream())
                .flatMap(scope -> scope.getMetricsList().stream())
                .filter(metric -> metric.getName().equals(name))
                .reduce((first, second) -> second);
    }

    Map<String, String> resource() {
        return texts(received.get(received.size() - 1).getResource().getAttributesList());
    }

    static Map<String, String> texts(List<KeyValue> attributes) {
        return attributes.stream()
                .collect(Collectors.toMap(
                        KeyValue::getKey, attribute -> attribute.getValue().getStringValue()));
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange;
                GZIPInputStream body = new GZIPInputStream(exchange.getRequestBody())) {
            headers = exchange.getRequestHeaders();
            ExportMetricsServiceRequest request = ExportMetricsServiceRequest.parseFrom(body);
            if (status == 200) {
                received.addAll(request.getResourceMetricsList());
            }
            exchange.sendResponseHeaders(status, -1);
            calls.incrementAndGet();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
