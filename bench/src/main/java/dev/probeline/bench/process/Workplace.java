package dev.probeline.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory for gigabytes of events, which is gone when the bench ends, by Ctrl-C too. */
public record Workplace(Path directory) implements AutoCloseable {

    public static Workplace create() throws IOException {
        Workplace place = new Workplace(Files.createTempDirectory("probeline-bench-"));
        Runtime.getRuntime().addShutdownHook(new Thread(place::delete, "delete " + place.directory));
        return place;
    }

    @Override
    public void close() {
        delete();
    }

    private void delete() {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            System.err.println("bench: cannot delete " + directory + ": " + e.getMessage());
        }
    }
}
