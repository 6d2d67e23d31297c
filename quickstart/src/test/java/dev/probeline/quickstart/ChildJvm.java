package dev.probeline.quickstart;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A service in a process of its own, on this test's class path, so that it can be killed. */
final class ChildJvm implements AutoCloseable {
    private final Process process;

    private ChildJvm(Process process) {
        this.process = process;
    }

    /** @param log takes what it prints */
    static ChildJvm start(String mainClass, Path log, String... arguments) throws IOException {
        return start(mainClass, log, List.of(), arguments);
    }

    /** @param options of the JVM beside the usual; a class path among them is in the place of this test's */
    static ChildJvm start(String mainClass, Path log, List<String> options, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(options);
        command.add(mainClass);
        command.addAll(List.of(arguments));
        return new ChildJvm(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File(log.toString())))
                .start());
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /**
     * SIGINT, as Ctrl-C does.
     *
     * @return how long it took to end
     */
    Duration interrupt() throws Exception {
        long start = System.nanoTime();
        new ProcessBuilder("kill", "-INT", String.valueOf(process.pid()))
                .start()
                .waitFor();
        process.onExit().get(20, TimeUnit.SECONDS);
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** SIGKILL: nothing is flushed, nobody is told. */
    void kill() {
        process.destroyForcibly().onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        kill();
    }
}
