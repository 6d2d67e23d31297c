package dev.probeline.quickstart;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** An instance of a service that can be killed and started again. */
final class ServiceProcess implements AutoCloseable {
    private final String mainClass;
    private final List<String> options;
    private final Path config;
    private final Path log;
    private final int port;
    private final HttpClient http = HttpClient.newHttpClient();
    private ChildJvm jvm;

    private ServiceProcess(String mainClass, List<String> options, Path config, int port) {
        this.mainClass = mainClass;
        this.options = options;
        this.config = config;
        this.log = config.resolveSibling(config.getFileName() + ".log");
        this.port = port;
    }

    /**
     * Does not start it.
     *
     * @param options of its JVM
     * @param config where its configuration is to be
     * @param yaml its configuration beside the port of its pages
     */
    static ServiceProcess of(String mainClass, List<String> options, Path config, String yaml) throws IOException {
        int port = FreePorts.find(1).get(0);
        return new ServiceProcess(
                mainClass, options, Files.writeString(config, "http: {port: " + port + "}\n" + yaml), port);
    }

    ServiceProcess start() throws IOException {
        jvm = ChildJvm.start(mainClass, log, options, "--config", config.toString());
        return this;
    }

    /** Returns when it has its share of the work and what it needs to go on with it. */
    void awaitReady() {
        HttpRequest question = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health/ready"))
                .timeout(Duration.ofSeconds(2))
                .build();
        await("readiness, see " + log)
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> http.send(question, BodyHandlers.discarding()).statusCode() == 200);
    }

    /** Of its metrics page the value of the first line that begins so. */
    double metric(String line) throws Exception {
        String page = http.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                                .build(),
                        BodyHandlers.ofString())
                .body();
        return page.lines()
                .filter(each -> each.startsWith(line))
                .mapToDouble(each -> Double.parseDouble(each.substring(each.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + line + " in " + page));
    }

    /** SIGKILL: nothing is flushed, nobody is told. */
    void kill() {
        jvm.kill();
    }

    /** As a deployment ends it. */
    void leave() throws Exception {
        jvm.interrupt();
    }

    boolean isAlive() {
        return jvm.isAlive();
    }

    /** What it printed at this level. */
    List<String> logged(String level) throws IOException {
        return Files.readAllLines(log).stream()
                .filter(line -> line.contains(level))
                .toList();
    }

    /** The end of its log. */
    @Override
    public String toString() {
        if (Files.notExists(log)) {
            return log.toString();
        }
        try {
            List<String> lines = Files.readAllLines(log);
            return log + ": " + String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (jvm != null) {
            jvm.close();
        }
    }
}
