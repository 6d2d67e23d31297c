package dev.probeline.bench.process;

import dev.probeline.bench.core.Request;
import dev.probeline.bench.core.Run;
import dev.probeline.bench.row.RowMain;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures a row in a fresh JVM with the same options as every other.
 *
 * @param launcher what each JVM is started with, such as {@code taskset -c 0,1}; may be empty
 * @param javaOptions beside the usual
 */
public record RowProcess(List<String> launcher, List<String> javaOptions, Path directory) {
    private static final List<String> OPTIONS =
            List.of("-Xmx4g", "-XX:+UseG1GC", "-DLOG_LEVEL=warn", "--add-opens=java.base/java.util=ALL-UNNAMED");

    /** @throws IOException with the end of its log, if it ends without a result */
    public Run measure(String name, Request request) throws IOException {
        List<String> options = new ArrayList<>(OPTIONS);
        options.addAll(javaOptions);
        try (JavaProcess process = JavaProcess.start(
                launcher, options, RowMain.class.getName(), directory.resolve(name + ".log"), request.toJson())) {
            String last = process.lastLine();
            if (last.isEmpty()) {
                throw new IOException(name + " ended without a result: " + process.lastWords());
            }
            return Run.parse(last);
        }
    }
}
