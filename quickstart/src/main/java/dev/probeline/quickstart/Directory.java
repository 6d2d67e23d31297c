package dev.probeline.quickstart;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;

/** A run's temporary data: made with enough room, and taken away again whatever still writes into it. */
final class Directory {
    private static final long ROOM = 256L << 20;
    private static final Duration PAUSE = Duration.ofMillis(20);

    private Directory() {}

    static Path create() {
        try {
            Path directory = Files.createTempDirectory("probeline-");
            long room = Files.getFileStore(directory).getUsableSpace();
            if (room < ROOM) {
                Files.delete(directory);
                throw new CannotStartException("only " + (room >> 20) + " MiB are free in " + directory.getParent()
                        + " (fix: free " + (ROOM >> 20) + " MiB, or set TMPDIR to a roomier place)");
            }
            return directory;
        } catch (IOException e) {
            throw new CannotStartException(
                    "no temporary directory can be made in " + System.getProperty("java.io.tmpdir") + ": "
                            + e.getClass().getSimpleName() + " (fix: set TMPDIR to a directory you can write to)",
                    e);
        }
    }

    /**
     * Tries again where a file comes into being meanwhile.
     *
     * @param bound for how long
     */
    static void delete(Path directory, Duration bound) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + bound.toNanos();
        while (Files.exists(directory)) {
            try {
                deleteTree(directory);
            } catch (IOException e) {
                if (System.nanoTime() >= deadline) {
                    throw e;
                }
                Thread.sleep(PAUSE.toMillis());
            }
        }
    }

    private static void deleteTree(Path directory) throws IOException {
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                Files.deleteIfExists(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
