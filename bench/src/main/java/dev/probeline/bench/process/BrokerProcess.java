package dev.probeline.bench.process;

import dev.probeline.runtime.kafka.KafkaSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

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
                List.of(), OPTIONS, BrokerMain.class, directory.resolve("broker.log"), directory.toString());
        try {
            String line = process.readLine()
                    .orElseThrow(() -> new IOException("the broker does not start, see " + directory));
            String[] addresses = line.split(" ", 2);
            return new BrokerProcess(process, KafkaSettings.of(addresses[0], addresses[1]));
        } catch (IOException e) {
            process.close();
            throw new IOException(e.getMessage() + "\n" + process.lastWords(), e);
        }
    }

    public KafkaSettings kafka() {
        return kafka;
    }

    @Override
    public void close() throws IOException {
        process.close();
    }
}
