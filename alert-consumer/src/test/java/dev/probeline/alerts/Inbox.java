package dev.probeline.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A webhook receiver that keeps what it takes: everything, unless it is told otherwise. */
final class Inbox implements AutoCloseable {
    private final HttpServer server;
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final AtomicInteger refused = new AtomicInteger();
    private volatile int status = 200;

    Inbox() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            JsonNode message = new ObjectMapper().readTree(exchange.getRequestBody());
            int answer = status;
            if (answer == 200) {
                told.add(message.get("status").asText() + " "
                        + message.get("commonLabels").get("alertname").asText());
            } else {
                refused.incrementAndGet();
            }
            exchange.sendResponseHeaders(answer, -1);
            exchange.close();
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    /** From now on. */
    void answer(int status) {
        this.status = status;
    }

    /** How many requests it did not take. */
    int refused() {
        return refused.get();
    }

    /** As in {@code firing ErrorRateHigh}. */
    List<String> told() {
        return told;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
