package dev.probeline.bench.process;

import dev.probeline.quickstart.kafka.EmbeddedKafka;
import dev.probeline.quickstart.registry.RegistryServer;
import dev.probeline.runtime.kafka.KafkaSettings;
import dev.probeline.schemas.TopicProvisioner;
import dev.probeline.schemas.Topics;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.kafka.clients.admin.Admin;

/** A broker and a registry in a process of their own, so that their CPU time and heap are not the client's. */
final class BrokerMain {
    private BrokerMain() {}

    /** Says in one line where they are, and ends with its standard input, and so with whoever started it. */
    public static void main(String... arguments) throws IOException {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(Path.of(arguments[0]));
                RegistryServer registry = new RegistryServer(0)) {
            KafkaSettings settings = KafkaSettings.of(kafka.bootstrapServers(), registry.url());
            try (Admin admin = Admin.create(settings.admin())) {
                TopicProvisioner.ensure(admin, Topics.all(), (short) 1);
            }
            System.out.println(kafka.bootstrapServers() + " " + registry.url());
            while (System.in.read() >= 0) {
                // Nobody says anything; the end of the stream is what is waited for.
            }
        }
    }
}
