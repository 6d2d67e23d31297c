package dev.probeline.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.yaml.snakeyaml.Yaml;

/** The source tree's files that are deployed, and the tools of this machine that can read them. */
public final class Tree {
    public static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private Tree() {}

    public static String text(String file) {
        try {
            return Files.readString(ROOT.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    public static Map<String, Object> yaml(String file) {
        return (Map<String, Object>) new Yaml().load(text(file));
    }

    @SuppressWarnings("unchecked")
    public static Map<String, Object> map(Object value) {
        return value == null ? Map.of() : (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    public static <T> List<T> list(Object value) {
        return value == null ? List.of() : (List<T>) value;
    }

    /** Whether a command is on this machine and answers. */
    public static boolean has(String... command) {
        try {
            return run(command).code() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Runs a command in the root of the tree, for a minute at most. */
    public static Ran run(String... command) throws IOException {
        Path output = Files.createTempFile("tool", ".out");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(ROOT.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(String.join(" ", command) + ": no answer in a minute");
            }
            return new Ran(process.exitValue(), Files.readString(output));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            Files.delete(output);
        }
    }

    /** What a command answered. */
    public record Ran(int code, String output) {}
}
