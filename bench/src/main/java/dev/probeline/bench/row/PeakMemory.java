package dev.probeline.bench.row;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The largest resident set this process ever had, as Linux keeps it. */
final class PeakMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String LINE = "VmHWM:";
    private static final long KIB = 1024;

    private PeakMemory() {}

    /** @return 0 where no such thing is kept */
    static long bytes() throws IOException {
        if (!Files.isReadable(STATUS)) {
            return 0;
        }
        return Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith(LINE))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIB)
                .findFirst()
                .orElse(0);
    }
}
