package dev.probeline.bench.row;

import dev.probeline.bench.core.Request;
import dev.probeline.bench.core.Run;
import dev.probeline.bench.subject.Subjects;
import dev.probeline.runtime.cli.ExitCodes;
import dev.probeline.runtime.kafka.KafkaSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;

/** Measures one row in this process and prints the result. */
public final class RowMain {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private RowMain() {}

    /** @param arguments one: a {@link Request} */
    @SuppressWarnings("CatchAndPrintStackTrace") // The log of a process is its standard error.
    public static void main(String... arguments) {
        endWithStandardInput();
        try {
            System.out.println(measure(Request.parse(arguments[0])).toJson());
            System.out.flush();
        } catch (Exception e) {
            e.printStackTrace();
            System.exit(ExitCodes.FAILED);
        }
        // A library's thread that does not end must not hold up the next row.
        System.exit(ExitCodes.OK);
    }

    private static Run measure(Request request) throws Exception {
        KafkaSettings kafka = KafkaSettings.of(request.bootstrapServers(), request.registry());
        Subjects subjects = new Subjects(kafka, Path.of(request.directory()));
        return new Measurement(request, kafka, subjects, new Stopwatch(PATIENCE)).run();
    }

    /** Whoever started this has gone, and nobody wants the result any more. */
    private static void endWithStandardInput() {
        Thread watch = new Thread(
                () -> {
                    try {
                        System.in.transferTo(OutputStream.nullOutputStream());
                    } catch (IOException e) {
                        // As good as its end.
                    }
                    Runtime.getRuntime().halt(ExitCodes.FAILED);
                },
                "standard input");
        watch.setDaemon(true);
        watch.start();
    }
}
