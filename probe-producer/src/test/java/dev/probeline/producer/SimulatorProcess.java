package dev.probeline.producer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;

/** A simulator in a process of its own, so that what the prober needs can be told from what the simulator needs. */
final class SimulatorProcess implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final int port;
    private final HttpClient http = HttpClient.newHttpClient();

    private SimulatorProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static SimulatorProcess start(Path folder, String yaml) throws IOException {
        Path config = Files.writeString(folder.resolve("simulator.yaml"), yaml);
        int port = freePort();
        File log = folder.resolve("simulator.log").toFile();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.probeline.simulator.SimulatorMain",
                        "--config",
                        config.toString(),
                        "--port",
                        String.valueOf(port))
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        SimulatorProcess simulator = new SimulatorProcess(process, port);
        Awaitility.await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> simulator.get("") != null);
        return simulator;
    }

    String baseUrl() {
        return "http://127.0.0.1:" + port + "/v1";
    }

    /** CPU time of the process so far. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** The record of all requests, by the client's own ids. */
    Map<String, JsonNode> truth() throws IOException, InterruptedException {
        Map<String, JsonNode> truth = new HashMap<>();
        String since = "";
        for (int known = -1; known < truth.size(); ) {
            known = truth.size();
            for (JsonNode each : get(since)) {
                truth.put(each.get("client_request_id").asText(), each);
                since = "?since=" + each.get("received_at").asText();
            }
        }
        return truth;
    }

    private JsonNode get(String query) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + port + "/control/truth" + query);
        return JSON.readTree(http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
