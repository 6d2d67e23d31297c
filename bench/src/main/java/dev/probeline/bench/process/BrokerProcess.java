package dev.probeline.bench.process;

import dev.probeline.runtime.kafka.KafkaSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The {@link BrokerMain} that a data set lives in. */
public final class BrokerProcess implements AutoCloseable {
    private static final List<String> OPTIONS = List.of("-Xmx1g", "-XX:+UseG1GC", "-DLOG_LEVEL=error");

    private final JavaProcess process;
    private final KafkaSettings kafka;

    private BrokerProcess(JavaProcess process, KafkaSettings kafka) {
        this.process = process;
        this.kafka = kafka;
    }

    /** Returns when clients can connect and the topics are there. */
    public static BrokerProcess start(Path directory) throws IOException {
        JavaProcess process = JavaProcess.start(
                List.of(), OPTIONS, BrokerMain.class.getName(), directory.resolve("broker.log"), directory.toString());
        Optional<String> line = process.readLine();
        if (line.isEmpty()) {
            process.close();
            throw new IOException("the broker does not start: " + process.lastWords());
        }
        String[] addresses = line.get().split(" ", 2);
        return new BrokerProcess(process, KafkaSettings.of(addresses[0], addresses[1]));
    }

    public KafkaSettings kafka() {
        return kafka;
    }

    @Override
    public void close() throws IOException {
        process.close();
    }
}
