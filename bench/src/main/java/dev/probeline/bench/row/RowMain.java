package dev.probeline.bench.row;

import dev.probeline.bench.core.Request;
import dev.probeline.bench.core.Run;
import dev.probeline.runtime.kafka.KafkaSettings;
import java.nio.file.Path;
import java.time.Duration;

/** Measures one row in this process and prints the result. */
public final class RowMain {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private RowMain() {}

    /** @param arguments one: a {@link Request} */
    public static void main(String... arguments) throws Exception {
        Request request = Request.parse(arguments[0]);
        KafkaSettings kafka = KafkaSettings.of(request.bootstrapServers(), request.registry());
        Run run = new Measurement(
                        request, kafka, new Subjects(kafka, Path.of(request.directory())), new Stopwatch(PATIENCE))
                .run();
        System.out.println(run.toJson());
        System.out.flush();
        // A library's thread that does not end must not hold up the next row.
        System.exit(0);
    }
}
