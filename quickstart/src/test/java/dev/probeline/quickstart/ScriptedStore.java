package dev.probeline.quickstart;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A store whose answers a test decides by the lines of the write; it keeps what it takes. */
final class ScriptedStore implements AutoCloseable {
    /** An answer to a write; 204 takes it. */
    record Reply(int status, String body) {
        static final Reply TAKEN = new Reply(204, "");

        static Reply refusal(int status) {
            return new Reply(status, "{\"code\":\"said by the store\",\"message\":\"status " + status + "\"}");
        }

        static Reply page(int status) {
            return new Reply(status, "<html>status " + status + "</html>");
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> taken = new CopyOnWriteArrayList<>();
    private final List<Integer> sizes = new CopyOnWriteArrayList<>();
    private volatile Function<List<String>, Reply> script;

    ScriptedStore(Function<List<String>, Reply> script) throws IOException {
        this.script = script;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v2/write", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        List<String> lines = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        sizes.add(lines.size());
        Reply reply = script.apply(lines);
        if (reply.status == 204) {
            lines.stream().filter(line -> !line.contains("sink_check=")).forEach(taken::add);
        }
        byte[] body = reply.body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(reply.status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    void follow(Function<List<String>, Reply> newScript) {
        script = newScript;
    }

    /** Every line taken, those taken twice twice; not those by which the sink only looks whether any is taken. */
    List<String> taken() {
        return List.copyOf(taken);
    }

    /** How many lines each write had, in their order. */
    List<Integer> sizes() {
        return new ArrayList<>(sizes);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
