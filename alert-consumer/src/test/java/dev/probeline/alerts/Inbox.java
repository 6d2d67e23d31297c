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
    /**
     * One message.
     *
     * @param status firing or resolved
     * @param incident the key under which a receiver deduplicates
     * @param alerts how many it shows
     * @param atNanos when it came, by the clock that only goes on
     */
    record Message(String status, String rule, String incident, int alerts, long atNanos) {}

    private final HttpServer server;
    private final List<Message> messages = new CopyOnWriteArrayList<>();
    private final AtomicInteger refused = new AtomicInteger();
    private volatile int status = 200;

    Inbox() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            long now = System.nanoTime();
            JsonNode message = new ObjectMapper().readTree(exchange.getRequestBody());
            int answer = status;
            if (answer == 200) {
                messages.add(new Message(
                        message.get("status").asText(),
                        message.get("commonLabels").path("alertname").asText(),
                        message.get("incident").asText(),
                        message.get("alerts").size(),
                        now));
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

    List<Message> messages() {
        return messages;
    }

    /** As in {@code firing ErrorRateHigh}. */
    List<String> told() {
        return messages.stream()
                .map(message -> message.status() + " " + message.rule())
                .toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
