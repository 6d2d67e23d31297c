package dev.probeline.bench.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A JVM on this one's class path. What it has to say is its standard output; its log is a file. */
final class JavaProcess implements AutoCloseable {
    private static final long ENDS_WITHIN_S = 20;

    private final Process process;
    private final Path log;
    private final BufferedReader out;

    private JavaProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
        out = process.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * @param launcher a command and its arguments to start it with; may be empty
     * @param options of the JVM
     * @param log is written anew
     */
    static JavaProcess start(List<String> launcher, List<String> options, String main, Path log, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(launcher);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
        command.addAll(List.of(arguments));
        Process process =
                new ProcessBuilder(command).redirectError(log.toFile()).start();
        // Whoever ends this process ends what it started.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "end " + process.pid()));
        return new JavaProcess(process, log);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** SIGTERM; {@link #close} waits for its end. */
    void terminate() {
        process.destroy();
    }

    /** The next line it prints; empty once it has ended. */
    Optional<String> readLine() throws IOException {
        return Optional.ofNullable(out.readLine());
    }

    /** Waits for its end; the last line it printed, or an empty one. */
    String lastLine() {
        return out.lines().reduce("", (before, line) -> line);
    }

    /** The last thing in its log that is no line of a stack: most likely why it ended. */
    String lastWords() throws IOException {
        return Files.readAllLines(log).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("\t"))
                .reduce("it logged nothing", (before, line) -> line);
    }

    /** Ends with its standard input, or else by force. */
    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(ENDS_WITHIN_S, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
