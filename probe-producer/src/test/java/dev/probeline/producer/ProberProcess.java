package dev.probeline.producer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A prober in a process of its own, on this test's class path, so that it can be told to end, or killed. */
final class ProberProcess implements AutoCloseable {
    private final Process process;
    private final Path log;

    private ProberProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** @param folder takes its configuration, and what it prints */
    static ProberProcess start(Path folder, String name, String yaml) {
        try {
            Path config = Files.writeString(folder.resolve(name + ".yaml"), yaml);
            Path log = folder.resolve(name + ".log");
            ProcessBuilder java = new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    ProducerMain.class.getName(),
                    "--config",
                    config.toString());
            ProcessBuilder.Redirect output = ProcessBuilder.Redirect.appendTo(log.toFile());
            return new ProberProcess(
                    java.redirectErrorStream(true).redirectOutput(output).start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * SIGTERM.
     *
     * @return how long it took to end
     */
    Duration terminate() throws Exception {
        long start = System.nanoTime();
        process.destroy();
        process.onExit().get(20, TimeUnit.SECONDS);
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** SIGKILL: nothing is flushed, nobody is told. */
    void kill() {
        process.destroyForcibly().onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }

    String told() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() {
        kill();
    }
}
